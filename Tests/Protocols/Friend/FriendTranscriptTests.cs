using System.Text.Json;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>Plays what the document and its decisions print: <c>&gt;</c> is sent by Anna and <c>&lt;&gt;</c> by Bert,
/// <c>&lt;</c> is the next frame that Anna gets and <c>&lt;&lt;</c> the next one that Bert gets.</summary>
[Collection(nameof(FriendTests))]
public sealed class FriendTranscriptTests(FriendHost server)
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder(), "*.txt").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_server_answers_as_the_transcript_says(string name)
    {
        var (anna, bert) = await server.TwoAsync();
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(Folder(), name)))
        {
            var text = line.Replace("{anna}", anna.Id, StringComparison.Ordinal)
                .Replace("{bert}", bert.Id, StringComparison.Ordinal);
            switch (text.Split(' ', 2))
            {
                case [">", var frame]:
                    await annas.SendAsync(frame);
                    break;
                case ["<>", var frame]:
                    await berts.SendAsync(frame);
                    break;
                case ["<", var frame]:
                    await ExpectAsync(annas, frame);
                    break;
                case ["<<", var frame]:
                    await ExpectAsync(berts, frame);
                    break;
                default:
                    Assert.StartsWith("#", line, StringComparison.Ordinal);
                    break;
            }
        }
    }

    private static async Task ExpectAsync(WireSocket socket, string expected)
    {
        var wanted = JsonDocument.Parse(expected).RootElement;
        var got = await socket.ExpectAsync(expected, _ => true);
        Assert.True(Fits(wanted, got), $"expected {expected}\nbut got  {got.GetRawText()}");
    }

    /// <summary>The same members in the same order with the same values; "{*}" stands for any time.</summary>
    private static bool Fits(JsonElement wanted, JsonElement got) =>
        wanted.EnumerateObject().Select(member => member.Name).SequenceEqual(got.EnumerateObject().Select(member => member.Name))
        && wanted.EnumerateObject().All(member =>
            JsonElement.DeepEquals(member.Value, got.GetProperty(member.Name))
            || (member.Value.ValueKind is JsonValueKind.String && member.Value.GetString() == "{*}"
                && got.GetProperty(member.Name).GetString()!.Length == "2019-05-27 21:31:56".Length));

    private static string Folder() =>
        Path.Combine(RepositoryRoot.Path, "Tests", "Protocols", "Friend", "Transcripts");
}
