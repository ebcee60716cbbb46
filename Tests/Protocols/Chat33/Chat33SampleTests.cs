using System.Text;
using System.Text.Json.Nodes;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Everything that the document prints fits what we say we read and write.</summary>
public sealed class Chat33SampleTests
{
    public static TheoryData<string> Answers => [.. Chat33Samples.Names("answer")];

    public static TheoryData<string> Frames => [.. Chat33Samples.Names("frame")];

    public static TheoryData<string> Sent => [.. Chat33Samples.Names("send")];

    public static TheoryData<string> Bodies => [.. Chat33Samples.Names("msg")];

    public static TheoryData<string> Requests =>
        [.. Chat33Samples.Text("requests.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answers_sample_has_the_names_and_types_of_our_answer(string name)
    {
        var path = Chat33Samples.PathOf(name);
        Assert.True(
            Chat33Samples.IsServed(path) != Chat33Samples.ComesLater(path),
            $"{path} is either served or one that comes with the ledger");
        if (Chat33Samples.IsServed(path))
        {
            var done = Chat33Documented.AnswerOf(path).GetProperty("oneOf")[0];
            AssertFits(name, new SchemaCheck(Chat33Documented.OpenApi).Faults(done, Chat33Samples.Read(name)));
        }
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_frames_sample_has_the_names_and_types_of_our_frame(string name) =>
        AssertFits(name, Chat33Documented.FaultsOfFrame(Chat33Samples.Read(name), isFromClient: false));

    [Theory]
    [MemberData(nameof(Sent))]
    public void A_clients_frame_is_read(string name)
    {
        var frame = Chat33Samples.Read(name);

        AssertFits(name, Chat33Documented.FaultsOfFrame(frame, isFromClient: true));
        Assert.Equal(ChatError.None, Chat33FrameReader.Read(Encoding.UTF8.GetBytes(frame.GetRawText())).Error);
    }

    [Theory]
    [InlineData("send.0", "SendMessageFrame")]
    [InlineData("send.1", "ChatRoomFrame")]
    public void A_clients_frame_needs_what_its_record_requires(string name, string record)
    {
        var required = Chat33Documented.AsyncApi.GetProperty("components").GetProperty("schemas").GetProperty(record)
            .GetProperty("required").EnumerateArray().Select(member => member.GetString()!)
            .Where(member => member is not "eventType"); // absent, it is 0
        foreach (var member in required)
        {
            var without = JsonNode.Parse(Chat33Samples.Read(name).GetRawText())!.AsObject();
            without.Remove(member);
            Assert.Equal(
                ChatError.InvalidValue, Chat33FrameReader.Read(Encoding.UTF8.GetBytes(without.ToJsonString())).Error);
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_message_is_complete_and_no_longer_without_any_of_its_members(string name)
    {
        var kind = (MessageKind)int.Parse(name.AsSpan("msg.".Length), System.Globalization.CultureInfo.InvariantCulture);
        var body = JsonNode.Parse(Chat33Samples.Read(name).GetRawText())!.AsObject();

        Assert.Equal(kind is not MessageKind.Alert, Chat33MessageBody.TryKind((int)kind, out _));
        Assert.True(IsComplete(kind, body));
        foreach (var member in body.Select(member => member.Key).Where(_ => kind is not MessageKind.Alert))
        {
            var without = body.DeepClone().AsObject();
            without.Remove(member);
            Assert.False(IsComplete(kind, without), $"{kind} without {member}");
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_as_the_document_says_is_taken(string line)
    {
        var words = line.Split(' ');
        if (!Chat33Samples.IsServed(words[0]))
        {
            return;
        }

        var schema = Chat33FormTests.SchemaOf(words[0]);
        var fields = words.Skip(1).Select(word => word.TrimEnd('!').Split(':')).ToArray();
        var body = new JsonObject(fields.Select(field => KeyValuePair.Create(
            field[0], (JsonNode?)Value(words[0], SchemaValues.Properties(schema)[field[0]], field[0], field[1]))));
        Assert.Equal(ChatError.None, Chat33FormTests.Read(words[0], body));

        var optional = words.Skip(1).Where(word => !word.EndsWith('!')).Select(word => word.Split(':')[0]).ToArray();
        Assert.Equal(
            optional.Intersect(NotOptional(words[0])), optional.Intersect(SchemaValues.Smallest(schema).Select(one => one.Key)));
    }

    /// <summary>Members that the document forgets to call required.</summary>
    private static string[] NotOptional(string path) => path switch
    {
        "/send/sms" => ["mobile"],
        "/room/getOnlineNumber" => ["roomId"],
        "/group/getOnlineNumber" => ["groupId"],
        "/group/addGroup" => ["groupName"],
        _ => [],
    };

    private static JsonNode Value(string path, JsonNode? schema, string name, string type)
    {
        Assert.True(schema is not null, $"{path} does not read {name}");
        var value = SchemaValues.Right(schema);
        return type switch
        {
            "string[]" => new JsonArray(value[0]!.ToString()),
            "string" => value.ToString(),
            _ => value.GetValue<long>(),
        };
    }

    private static bool IsComplete(MessageKind kind, JsonObject body) =>
        Chat33MessageBody.IsComplete(kind, Encoding.UTF8.GetBytes(body.ToJsonString()));

    /// <summary>We may say more than the document, but what it says we say, but for the oddities that were settled.</summary>
    private static void AssertFits(string name, IEnumerable<string> faults) => Assert.Equal(
        Chat33Samples.OdditiesOf(name),
        faults.Where(fault => !fault.EndsWith(" is missing", StringComparison.Ordinal))
            .Select(fault => fault.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
}
