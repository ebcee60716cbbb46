using System.Text;
using System.Text.Json.Nodes;
using OrleansChat.Errors;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>What a route says of its request is what it reads: bodies made from the schema are taken, and refused as soon
/// as one thing in them is not as it says.</summary>
public sealed class Chat33FormTests
{
    public static TheoryData<string> Paths => [.. Verbs.Select(verb => verb.Path)];

    private static IEnumerable<Chat33Verb> Verbs => Chat33Endpoints.Verbs.Concat(Chat33AccountEndpoints.Verbs);

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_smallest_body_by_the_schema_is_taken(string path) =>
        Assert.Equal(ChatError.None, Read(path, SchemaValues.Smallest(SchemaOf(path))));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_body_with_everything_in_it_is_taken(string path) =>
        Assert.Equal(ChatError.None, Read(path, SchemaValues.Largest(SchemaOf(path))));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_required_member_is_missed(string path)
    {
        var body = SchemaValues.Smallest(SchemaOf(path));
        foreach (var name in body.Select(member => member.Key))
        {
            var without = body.DeepClone().AsObject();
            without.Remove(name);
            Assert.True(ChatError.MissingValue == Read(path, without), $"{path} without {name}");
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_value_beyond_what_the_schema_says_is_refused(string path)
    {
        var schema = SchemaOf(path);
        var body = SchemaValues.Smallest(schema);
        foreach (var (name, property) in SchemaValues.Properties(schema))
        {
            foreach (var value in SchemaValues.Wrong(property!))
            {
                var wrong = body.DeepClone().AsObject();
                wrong[name] = value;
                Assert.True(ChatError.InvalidValue == Read(path, wrong), $"{path} with {name} {value.ToJsonString()}");
            }
        }
    }

    [Fact]
    public void Names_for_the_same_thing_are_all_there_and_one_is_enough()
    {
        var form = new Chat33Form();

        Chat33Body.Describing(form).RoomId("roomId", "rootId");

        var schema = form.ToSchema()!;
        Assert.Equal(["roomId", "rootId"], SchemaValues.Properties(schema).Select(member => member.Key));
        Assert.True(schema["properties"]!["rootId"]!["deprecated"]!.GetValue<bool>());
        Assert.Equal(
            """[{"anyOf":[{"required":["roomId"]},{"required":["rootId"]}]}]""", schema["allOf"]!.ToJsonString());
    }

    [Fact]
    public void A_body_that_is_described_is_never_wrong()
    {
        var body = Chat33Body.Describing(new Chat33Form());

        body.Mobile("mobile");
        body.UserIds("users");
        body.Switch("agree");

        Assert.Equal(ChatError.None, body.Error);
    }

    internal static JsonObject SchemaOf(string path)
    {
        var form = new Chat33Form();
        VerbAt(path).Describe(Chat33Body.Describing(form));
        return JsonNode.Parse(form.ToSchema()?.ToJsonString() ?? "{}")!.AsObject();
    }

    internal static ChatError Read(string path, JsonObject body)
    {
        var read = Chat33Body.Parse(Encoding.UTF8.GetBytes(body.ToJsonString()));
        VerbAt(path).Describe(read);
        return read.Error;
    }

    private static Chat33Verb VerbAt(string path) => Verbs.Single(verb => verb.Path == path);
}
