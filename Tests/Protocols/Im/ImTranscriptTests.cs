using System.Globalization;
using System.Text.Json;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Plays exchanges of the documents against a real server, frame for frame.</summary>
[Collection(nameof(ImTests))]
public sealed class ImTranscriptTests(ImHost server)
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder(), "*.txt").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_server_answers_as_the_transcript_says(string name)
    {
        var anna = await server.UserAsync("Anna");
        var bert = await server.UserAsync("Bert");
        await using var annas = await server.KnockAsync();
        await using var berts = await server.KnockAsync();
        var names = new Dictionary<string, string>
        {
            ["{a}"] = anna.UserId.ToString(CultureInfo.InvariantCulture),
            ["{b}"] = bert.UserId.ToString(CultureInfo.InvariantCulture),
        };

        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(Folder(), name)))
        {
            var text = names.Aggregate(
                line, (one, pair) => one.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
            switch (text.Split(' ', 2))
            {
                case ["id"]:
                    names["{id}"] = (await server.CallAsync("/message/get/id", new { }, anna.Token))
                        .GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
                    break;
                case ["A>" or "B>", var frame]:
                    await (text[0] == 'A' ? annas : berts).SendAsync(frame);
                    break;
                case ["A<" or "B<", var frame]:
                    await ExpectAsync(text[0] == 'A' ? annas : berts, frame);
                    break;
                case ["state", var state]:
                    await server.ExpectStateAsync(bert, long.Parse(names["{id}"], CultureInfo.InvariantCulture), state);
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
        Assert.True(
            wanted.EnumerateObject().Select(member => member.Name)
                .SequenceEqual(got.EnumerateObject().Select(member => member.Name))
            && wanted.EnumerateObject().All(member => Fits(member.Value, got.GetProperty(member.Name))),
            $"expected {expected}\nbut got  {got.GetRawText()}");
    }

    /// <summary>Texts by their meaning, everything else to the letter.</summary>
    private static bool Fits(JsonElement wanted, JsonElement got) =>
        wanted.ValueKind is not JsonValueKind.String ? wanted.GetRawText() == got.GetRawText()
        : wanted.GetString() == "{*}" ? got.ValueKind is JsonValueKind.String or JsonValueKind.Number
        : got.ValueKind is JsonValueKind.String && got.GetString() == wanted.GetString();

    private static string Folder() => Path.Combine(RepositoryRoot.Path, "Tests", "Protocols", "Im", "Transcripts");
}
