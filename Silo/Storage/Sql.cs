namespace OrleansChat.Silo.Storage;

/// <summary>The statements of <c>Storage/Sql</c>, by file name without its ending.</summary>
internal static class Sql
{
    private const string Folder = "OrleansChat.Silo.Storage.Sql.";
    private const string Ending = ".sql";

    private static readonly Dictionary<string, string> Texts = ReadAll();

    /// <summary>The text of one statement.</summary>
    internal static string Named(string name) => Texts[name];

    private static Dictionary<string, string> ReadAll()
    {
        var assembly = typeof(Sql).Assembly;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(Folder, StringComparison.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                texts[resource[Folder.Length..^Ending.Length]] = reader.ReadToEnd();
            }
        }

        return texts;
    }
}
