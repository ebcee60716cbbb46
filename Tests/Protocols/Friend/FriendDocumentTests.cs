using System.Text.Json;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Protocols.Friend;
using OrleansChat.WebFrontend.Protocols.Friend.Documents;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>The documents are whole, and say what the code does.</summary>
[Collection(nameof(FriendTests))]
public sealed class FriendDocumentTests(FriendHost server)
{
    private static readonly JsonElement OpenApi =
        JsonDocument.Parse(FriendOpenApi.Build("127.0.0.1:8080").ToJsonString()).RootElement;

    private static readonly JsonElement AsyncApi =
        JsonDocument.Parse(FriendAsyncApi.Build("127.0.0.1:8080").ToJsonString()).RootElement;

    public static TheoryData<string, string> RequiredFields
    {
        get
        {
            var fields = new TheoryData<string, string>();
            foreach (var verb in FriendEndpoints.Verbs)
            {
                foreach (var one in verb.Fields.Where(one => one.IsRequired))
                {
                    fields.Add(verb.Path, one.Name);
                }
            }

            return fields;
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        AssertReferences(OpenApi, OpenApi);
        AssertReferences(AsyncApi, AsyncApi);
    }

    [Fact]
    public void Every_route_is_described() => Assert.All(
        FriendEndpoints.Verbs,
        verb => Assert.True(OpenApi.GetProperty("paths").GetProperty(verb.Path).TryGetProperty("post", out _)));

    [Theory]
    [MemberData(nameof(RequiredFields))]
    public async Task A_field_that_is_required_is_missed(string path, string missing)
    {
        using var anna = await server.UserAsync("Anna");
        var verb = FriendEndpoints.Verbs.Single(one => one.Path == path);

        var verdict = await anna.VerdictAsync(path, [.. verb.Fields
            .Where(field => field.Name != missing)
            .Select(field => (field.Name, (object)(field.IsNumber ? anna.Id : "13800000000")))]);

        Assert.Equal("2 参数错误", verdict);
    }

    [Theory]
    [InlineData(FriendClient.History)]
    [InlineData("/user/get_user_info.do")]
    [InlineData("/friend/get_list.do")]
    [InlineData("/friend/get_detail.do")]
    [InlineData("/friend/check_concern.do")]
    public async Task An_answer_is_as_it_is_described(string path)
    {
        var (anna, bert) = await server.TwoAsync();
        await server.PostAsync(anna, bert, "hello!");
        await anna.CallAsync("/friend/concern.do", ("friendId", bert.Id));
        var schema = OpenApi.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("responses")
            .GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");

        var answer = await anna.PostAsync(path, ("friendId", bert.Id));
        var refusal = await server.Stranger().PostAsync(path, ("friendId", bert.Id));

        Assert.Equal(0, answer.GetProperty("status").GetInt32());
        Assert.Empty(new SchemaCheck(OpenApi).Faults(schema, answer));
        Assert.Empty(new SchemaCheck(OpenApi).Faults(schema, refusal));
    }

    private static void AssertReferences(JsonElement document, JsonElement at)
    {
        if (at.ValueKind is JsonValueKind.Array)
        {
            foreach (var element in at.EnumerateArray())
            {
                AssertReferences(document, element);
            }
        }
        else if (at.ValueKind is JsonValueKind.Object)
        {
            foreach (var member in at.EnumerateObject())
            {
                if (member.Name == "$ref")
                {
                    Assert.True(SchemaCheck.Find(document, member.Value.GetString()!) is not null, member.Value.GetString());
                }

                AssertReferences(document, member.Value);
            }
        }
    }
}
