using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>A test that needs the parser of AsyncAPI itself, which is a package of npm: skipped where <c>./test</c> could
/// not install it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsyncApiParserFactAttribute : FactAttribute
{
    public AsyncApiParserFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            Skip = "@asyncapi/parser is not installed: ./test installs it where npm can.";
        }
    }

    public static string Folder => Path.Combine(RepositoryRoot.Path, "artifacts", "asyncapi");
}
