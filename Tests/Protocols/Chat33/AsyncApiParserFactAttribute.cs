using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>A test that needs the parser of AsyncAPI itself, which is a package of npm: skipped where it was not
/// installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsyncApiParserFactAttribute : FactAttribute
{
    public AsyncApiParserFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            Skip = "The parser is not installed: npm ci in Tests/Protocols/Chat33/AsyncApi.";
        }
    }

    public static string Folder => Path.Combine(RepositoryRoot.Path, "Tests", "Protocols", "Chat33", "AsyncApi");
}
