using System.Buffers;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Protocols.Chat33;
using OrleansChat.WebFrontend.Protocols.Chat33.Documents;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>The documents are whole, and say what the code does.</summary>
public sealed class Chat33DocumentTests
{
    private static readonly string[] Words =
    [
        "$ref", "type", "properties", "required", "items", "maxItems", "const", "oneOf", "anyOf", "allOf", "minimum", "maximum",
        "minLength", "maxLength", "pattern", "default", "deprecated", "description", "title",
    ];

    private static readonly string[] Types = ["object", "array", "string", "integer", "number", "boolean"];

    private static readonly Notice Full = new(
        NoticeKind.RoomJoined, 1568738777731, RoomId: 9, UserId: 5, Count: 2, Text: "{}", Application: new FriendApplication(
            123, 1123, 1124, "申请理由", ApplicationStatus.Waiting, 1, new Author("用户1", "http://a/b.jpg"), new Author("用户2", "")),
        UntilUnixMs: 1568738787731);

    private static IEnumerable<Chat33Verb> Verbs => Chat33Endpoints.Verbs.Concat(Chat33AccountEndpoints.Verbs);

    private static readonly ChatMessage Said = new(
        "r:9",
        Seq: 3,
        MessageId: 1268242042090294784,
        SenderId: 1,
        ClientMessageId: "123123",
        MessageKind.Text,
        """{"content":"文本消息","type":1,"logId":"5","operator":"1","name":"昵称","operateType":1}""",
        BurnAfterReading: false,
        SentAtUnixMs: 1568738777731,
        new Author("昵称", "http://xxx/xxx/xxx.jpg"));

    public static TheoryData<NoticeKind> Notices => [.. Enum.GetValues<NoticeKind>()];

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        AssertReferences(Chat33Documented.OpenApi);
        AssertReferences(Chat33Documented.AsyncApi);
    }

    [Fact]
    public void Every_schema_is_one()
    {
        foreach (var document in new[] { Chat33Documented.OpenApi, Chat33Documented.AsyncApi })
        {
            foreach (var schema in Schemas(document).SelectMany(Inner))
            {
                AssertSchema(schema);
            }
        }
    }

    [Fact]
    public void Every_route_is_described_by_one_operation()
    {
        var paths = Chat33Documented.OpenApi.GetProperty("paths").EnumerateObject().ToArray();
        var operations = paths.Select(path => path.Value.GetProperty("post")).ToArray();

        Assert.Equal(
            Verbs.Select(verb => verb.Path).Order(StringComparer.Ordinal), paths.Select(path => path.Name));
        Assert.Equal(operations.Length, operations.Select(one => one.GetProperty("operationId").GetString()).Distinct().Count());
        var schemes = Chat33Documented.OpenApi.GetProperty("components").GetProperty("securitySchemes");
        Assert.All(operations, one => Assert.All(
            one.GetProperty("security").EnumerateArray().SelectMany(need => need.EnumerateObject()),
            need => Assert.True(schemes.TryGetProperty(need.Name, out _))));
    }

    [Fact]
    public void Every_route_has_a_title_and_every_title_a_route() => Assert.Equal(
        Verbs.Select(verb => verb.Path).Order(StringComparer.Ordinal), Chat33Titles.Paths.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_frame_is_a_message_of_the_channel_and_of_one_operation()
    {
        var messages = Chat33Documented.AsyncApi.GetProperty("channels").GetProperty("socket").GetProperty("messages")
            .EnumerateObject().Select(message => $"#/channels/socket/messages/{message.Name}");
        var operations = Chat33Documented.AsyncApi.GetProperty("operations").EnumerateObject().ToArray();

        var shown = operations.Select(one => one.Value.GetProperty("messages").EnumerateArray().Single());
        Assert.Equal(messages, shown.Select(one => one.GetProperty("$ref").GetString()));
        Assert.All(operations, one => Assert.StartsWith(
            one.Value.GetProperty("action").GetString()!, one.Name, StringComparison.Ordinal));
        Assert.Equal(Chat33FrameTable.All.Count, Chat33FrameTable.All.Select(kind => kind.Name).Distinct().Count());
    }

    [Fact]
    public void Every_event_is_in_the_table_of_frames() => Assert.Empty(
        from field in typeof(Chat33Events).GetFields(BindingFlags.Public | BindingFlags.Static)
        where Chat33FrameTable.All.All(kind => kind.EventType != (int)field.GetRawConstantValue()!)
        select $"{field.Name} has no line in Documents/Chat33FrameTable.cs");

    [Theory]
    [MemberData(nameof(Notices))]
    public void A_notice_that_is_shown_is_documented(NoticeKind kind)
    {
        foreach (var codec in new[] { Chat33Codec.Document, Chat33Codec.Public })
        {
            var output = new ArrayBufferWriter<byte>();
            if (codec.TryWrite(Full with { Kind = kind }, output))
            {
                Chat33Documented.CheckFrame(JsonDocument.Parse(output.WrittenMemory).RootElement);
            }
            else
            {
                Assert.Equal(0, output.WrittenCount);
            }
        }
    }

    [Theory]
    [InlineData("c:9")]
    [InlineData("r:9")]
    [InlineData("d:1:9")]
    public void A_message_of_any_kind_is_documented(string conversation)
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            foreach (var codec in new[] { Chat33Codec.Document, Chat33Codec.Public })
            {
                var output = new ArrayBufferWriter<byte>();
                if (codec.TryWrite(Said with { Conversation = conversation, Kind = kind }, output))
                {
                    Chat33Documented.CheckFrame(JsonDocument.Parse(output.WrittenMemory).RootElement);
                }
            }
        }
    }

    private static void AssertReferences(JsonElement document) => Assert.Empty(
        from element in All(document)
        where element.ValueKind is JsonValueKind.Object && element.TryGetProperty("$ref", out var _)
        let reference = element.GetProperty("$ref").GetString()
        where SchemaCheck.Find(document, reference) is null
        select reference);

    private static void AssertSchema(JsonElement schema)
    {
        if (schema.ValueKind is JsonValueKind.True)
        {
            return;
        }

        Assert.Empty(schema.EnumerateObject().Select(member => member.Name).Except(Words));
        if (schema.TryGetProperty("type", out var type))
        {
            Assert.Subset(Types.ToHashSet(), (type.ValueKind is JsonValueKind.Array
                ? type.EnumerateArray().Select(one => one.GetString()!)
                : [type.GetString()!]).ToHashSet());
        }

        if (schema.TryGetProperty("pattern", out var pattern))
        {
            Assert.NotNull(new Regex(pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)));
        }

        if (schema.TryGetProperty("required", out var required) && schema.TryGetProperty("properties", out var properties))
        {
            Assert.All(required.EnumerateArray(), name => Assert.True(properties.TryGetProperty(name.GetString()!, out _)));
        }
    }

    /// <summary>Schemas by the places at which a document has them.</summary>
    private static IEnumerable<JsonElement> Schemas(JsonElement document) =>
    [
        .. document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(one => one.Value),
        .. All(document).Where(one => one.ValueKind is JsonValueKind.Object).SelectMany(one => one.EnumerateObject())
            .Where(member => member.Name is "schema" or "payload").Select(member => member.Value),
    ];

    /// <summary>A schema and those in it.</summary>
    private static IEnumerable<JsonElement> Inner(JsonElement schema)
    {
        if (schema.ValueKind is not JsonValueKind.Object)
        {
            return [schema];
        }

        var parts = schema.EnumerateObject().SelectMany(member => member.Name switch
        {
            "properties" => member.Value.EnumerateObject().Select(property => property.Value),
            "items" => [member.Value],
            "oneOf" or "anyOf" or "allOf" => member.Value.EnumerateArray(),
            _ => Enumerable.Empty<JsonElement>(),
        });
        return [schema, .. parts.SelectMany(Inner)];
    }

    private static IEnumerable<JsonElement> All(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => [element, .. element.EnumerateObject().SelectMany(member => All(member.Value))],
        JsonValueKind.Array => [element, .. element.EnumerateArray().SelectMany(All)],
        _ => [element],
    };
}
