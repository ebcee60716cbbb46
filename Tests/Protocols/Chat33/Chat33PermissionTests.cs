namespace OrleansChat.Tests.Protocols.Chat33;

[Collection(nameof(Chat33Tests))]
public sealed class Chat33PermissionTests(Chat33Host server)
{
    [Fact]
    public async Task Staff_has_the_permission_of_the_documents_sample_and_others_have_none()
    {
        using var staff = await server.UserAsync("Staff", "staff");
        using var agent = await server.UserAsync("Agent", "agent");
        using var user = await server.UserAsync("Anna");

        Assert.Equal(
            """{"permissionList":[{"permissionId":1,"permissionName":"发系统消息"}]}""", await OfAsync(staff));
        Assert.Equal("""{"permissionList":[]}""", await OfAsync(agent));
        Assert.Equal("""{"permissionList":[]}""", await OfAsync(user));
    }

    private static async Task<string> OfAsync(Chat33Client client) =>
        (await client.CallAsync("/permission/permissionInfo")).GetRawText();
}
