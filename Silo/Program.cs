// A process with grains alone is a member of an Orleans cluster; the embedded runtime is never one.
await Console.Error.WriteLineAsync(
    "A silo of its own needs a build with -p:GrainRuntime=Orleans; WebFrontend hosts the embedded runtime in its own process.");
return 2;
