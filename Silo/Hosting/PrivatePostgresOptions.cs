namespace OrleansChat.Silo.Hosting;

/// <summary>Where the private database lives.</summary>
public sealed class PrivatePostgresOptions
{
    /// <value><c>Chat:Data</c>; the database takes the folder <c>postgres</c> in it.</value>
    public required string DataFolder { get; init; }

    /// <value>The database that is made and connected to. Default <c>chat</c>.</value>
    public string Database { get; init; } = "chat";

    /// <value>Folders to look for the programs in; null for the usual ones.</value>
    public IReadOnlyList<string>? ProgramFolders { get; init; }

    /// <value>Settings on top of the built-in ones, by name.</value>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }
}
