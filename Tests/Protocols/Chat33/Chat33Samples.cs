using System.Text.Json;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>What the document prints, in <c>Samples</c>: a file for each answer (<c>answer.room.info.json</c>), each frame of
/// the server (<c>frame.20.json</c>) and of clients (<c>send.0.json</c>), each kind of message (<c>msg.1.json</c>); what its
/// tables say of requests; its headings. Comments were taken out, and what is no JSON was mended.</summary>
internal static class Chat33Samples
{
    /// <summary>Routes of the document that come with the ledger, and nothing else.</summary>
    private const string WithLedger = "/red-packet/";

    /// <summary>Where our answers and frames are not as the sample: its members whose type or nesting is another one,
    /// with what settled it. Numbers are those of the list of contradictions.</summary>
    private static readonly Dictionary<string, string[]> Oddities = new()
    {
        ["answer.chat33.applyList"] = ["/data/applyList/[]/id"], // 12: ids are texts
        ["answer.friend.chatLog"] = ["/data/logs/[]/datetime", "/data/logs/[]/senderInfo"], // 14: a number, an object
        ["frame.23"] = ["/id"], // 12
        ["frame.31"] = ["/id"], // 12
    };

    /// <summary>Names of the files that begin so, without their ending.</summary>
    public static IEnumerable<string> Names(string beginning) => Directory
        .EnumerateFiles(Folder(), $"{beginning}.*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Order(StringComparer.Ordinal);

    public static JsonElement Read(string name) => JsonDocument.Parse(Text($"{name}.json")).RootElement;

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder(), file));

    /// <summary>The route of an answer's sample.</summary>
    public static string PathOf(string name) => name["answer".Length..].Replace('.', '/');

    /// <summary>Whether a route is not there yet.</summary>
    public static bool ComesLater(string path) => path.StartsWith(WithLedger, StringComparison.Ordinal);

    /// <summary>The members of a sample that are not as ours.</summary>
    public static IReadOnlyList<string> OdditiesOf(string name) => Oddities.GetValueOrDefault(name, []);

    public static bool IsServed(string path) => Chat33Endpoints.Verbs.Any(verb => verb.Path == path);

    private static string Folder() => Path.Combine(RepositoryRoot.Path, "Tests", "Protocols", "Chat33", "Samples");
}
