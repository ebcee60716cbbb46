using System.Text.Json;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>
/// Plays what the document prints: <c>&gt;</c> is sent by Anna, <c>&lt;</c> is what Anna gets for it and
/// <c>&lt;&lt;</c> what her friend Bert gets.
/// Anna owns the room that Bert is in. Nobody is in the chat room.
/// </summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33TranscriptTests(Chat33Host server)
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder(), "*.txt").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_server_answers_as_the_transcript_says(string name)
    {
        var (anna, bert) = await server.FriendsAsync();
        var roomId = await Chat33Host.RoomAsync(anna, bert);
        using var staff = await server.UserAsync("Staff", "staff");
        var chatRoomId = await Chat33Host.ChatRoomAsync(staff); // before anybody is there to be told
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(Folder(), name)))
        {
            var text = line.Replace("{anna}", anna.Id, StringComparison.Ordinal)
                .Replace("{bert}", bert.Id, StringComparison.Ordinal)
                .Replace("{room}", roomId, StringComparison.Ordinal)
                .Replace("{chatroom}", chatRoomId, StringComparison.Ordinal);
            switch (text.Split(' ', 2))
            {
                case [">", var frame]:
                    await annas.SendAsync(frame);
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
        var got = await socket.ExpectAsync(expected, frame =>
            frame.TryGetProperty("msgId", out var id) && id.GetString() == wanted.GetProperty("msgId").GetString()
            && frame.TryGetProperty("code", out _) == wanted.TryGetProperty("code", out _));
        Assert.True(Fits(wanted, got), $"expected {expected}\nbut got  {got.GetRawText()}");
    }

    /// <summary>The same members in the same order with the same values; "{*}" stands for any.</summary>
    private static bool Fits(JsonElement wanted, JsonElement got)
    {
        if (wanted.ValueKind is JsonValueKind.String && wanted.GetString() == "{*}")
        {
            return got.ValueKind is JsonValueKind.String or JsonValueKind.Number;
        }

        if (wanted.ValueKind is not JsonValueKind.Object || got.ValueKind is not JsonValueKind.Object)
        {
            return wanted.GetRawText() == got.GetRawText();
        }

        return wanted.EnumerateObject().Select(member => member.Name).SequenceEqual(got.EnumerateObject().Select(member => member.Name))
            && wanted.EnumerateObject().All(member => Fits(member.Value, got.GetProperty(member.Name)));
    }

    private static string Folder() =>
        Path.Combine(RepositoryRoot.Path, "Tests", "Protocols", "Chat33", "Transcripts");
}
