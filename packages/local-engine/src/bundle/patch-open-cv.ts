import { type KnownFile, otherVersion, type Patch, patched, position } from "./patch-text.ts";

const known: KnownFile = { name: "opencv.js", version: "4.12.0-release.1" };

/** OpenCV's one file, taken apart. */
export interface OpenCvParts {
  /** A CommonJS module: a function that fills the object it is given, and asks its `instantiateWasm` for the code. */
  readonly glue: string;
  readonly wasm: Uint8Array;
}

/**
 * Embind writes its functions as text and compiles that, which a security policy without 'unsafe-eval' forbids. These
 * do the same as closures. The names are those of the file around them.
 */
const closures: readonly Patch[] = [
  {
    from: 'return new Function("body",',
    to: ")(body)}",
    by: "return{[name]:function(){return body.apply(this,arguments)}}[name]}",
  },
  {
    from: 'var args=[];for(var i=1;i<signature.length;++i){args.push("a"+i)}',
    to: 'return new Function("dynCall","rawFunction",body)(dynCall,rawFunction)}',
    by: "return function(){return dynCall(rawFunction,...arguments)}}",
  },
  {
    from: 'var argsList="";var argsListWired="";',
    to: "return invokerFunction}",
    by: `
var expected=argCount-2;
var first=isClassMethodFunc?1:2;
return function(){
  if(arguments.length!==expected){throwBindingError("function "+humanName+" called with "+arguments.length+" arguments, expected "+expected+" args!")}
  var destructors=needsDestructorStack?[]:null;
  var wired=[];
  if(isClassMethodFunc){wired.push(argTypes[1].toWireType(destructors,this))}
  for(var i=0;i<expected;++i){wired.push(argTypes[i+2].toWireType(destructors,arguments[i]))}
  var rv=cppInvokerFunc(cppTargetFunc,...wired);
  if(needsDestructorStack){runDestructors(destructors)}
  else{for(var i=first;i<argCount;++i){if(argTypes[i].destructorFunction!==null){argTypes[i].destructorFunction(wired[i-first])}}}
  if(returns){return argTypes[0].fromWireType(rv)}
}}`,
  },
  {
    from: 'var params=["retType"];',
    to: "var invokerFunction=new_(Function,params).apply(null,args);",
    by: `
var invokerFunction=function(handle,name,destructors,args){
  var values=[];
  for(var i=1;i<argCount;++i){values.push(types[i].readValueFromPointer(args));args+=types[i]["argPackAdvance"]}
  var rv=handle[name](...values);
  for(var i=1;i<argCount;++i){if(types[i]["deleteObject"]){types[i].deleteObject(values[i-1])}}
  if(!retType.isVoid){return retType.toWireType(destructors,rv)}
};`,
  },
];

/** In Node the file would take over the thread's handlers for uncaught errors, and read files that it does not need. */
const noNode: Patch = {
  from: 'ENVIRONMENT_HAS_NODE=typeof process==="object"',
  to: ";",
  by: "ENVIRONMENT_HAS_NODE=false;",
};

/** The file would start at once; it is started with what loads its code, when the engine first needs it. */
const startedLater: Patch = {
  from: "if (typeof Module === 'undefined')",
  to: "return cv(Module);",
  by: "return cv;",
};

/**
 * Takes `opencv.js` of @techstark/opencv-js 4.12.0-release.1 apart into script and WebAssembly, so that it needs no
 * 'unsafe-eval' and is loaded when it is first needed.
 *
 * @throws {Error} when it is another version's file
 */
export function patchOpenCv(file: string): OpenCvParts {
  const data = 'var wasmBinaryFile="data:application/octet-stream;base64,';
  const start = position(known, file, data);
  const end = file.indexOf('"', start + data.length);
  const wasm = Uint8Array.from(Buffer.from(file.slice(start + data.length, end), "base64"));
  const bare = `${file.slice(0, start)}var wasmBinaryFile="opencv.wasm"${file.slice(end + 1)}`;
  const patches = [...closures, noNode, startedLater];
  const glue = patches.reduce((text, patch) => patched(known, text, patch), bare);
  if (/new Function|\(Function,|\beval\(/.test(glue))
    throw otherVersion(known, "compiles text in a place not known");
  return { glue, wasm };
}
