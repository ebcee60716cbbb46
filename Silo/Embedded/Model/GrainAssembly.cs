using System.Reflection;

namespace OrleansChat.Silo.Embedded.Model;

/// <summary>An assembly whose grains the runtime hosts; one registration each.</summary>
internal sealed record GrainAssembly(Assembly Assembly);
