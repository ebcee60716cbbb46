using OrleansChat.Tests.Files;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>What the settings change.</summary>
[Collection(nameof(FriendTests))]
public sealed class FriendSettingTests(CompatibleFriendHost server)
{
    [Fact]
    public async Task A_socket_that_writes_to_nobody_closes()
    {
        using var anna = await server.UserAsync("Anna");
        string[] nobodies = ["999999999", "nobody"];
        foreach (var to in nobodies)
        {
            await using var annas = await anna.OpenSocketAsync();

            await annas.SendAsync($$"""{"to":"{{to}}","text":"x"}""");

            await annas.ExpectAsync("the refusal", frame => FriendClient.IsText(frame, "用户不存在"));
            Assert.Equal(1008, (await annas.ClosedAsync()).Code);
        }
    }

    [Fact]
    public async Task Only_friends_are_written_to()
    {
        var (anna, bert) = await server.TwoAsync();
        await using (var annas = await anna.OpenSocketAsync())
        {
            await annas.SendAsync(anna.Say(bert.UserId, "hello?"));
            await annas.ExpectAsync("the refusal", frame => FriendClient.IsText(frame, "用户不存在"));
        }

        await server.BefriendAsync(anna, bert);
        await using var again = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();
        await again.SendAsync(anna.Say(bert.UserId, "hello!"));

        await berts.ExpectAsync("the text", frame => FriendClient.IsText(frame, "hello!"));
    }

    [Fact]
    public async Task The_word_heart_goes_to_nobody()
    {
        var (anna, bert) = await server.TwoAsync();
        await server.BefriendAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        await annas.SendAsync(anna.Say(bert.UserId, "heart"));
        await annas.SendAsync(anna.Say(bert.UserId, "hearts"));

        await berts.ExpectAsync("the text", frame => FriendClient.IsText(frame, "hearts"));
        Assert.Single(berts.Seen);
    }

    [Fact]
    public async Task Addresses_of_pictures_begin_as_they_should()
    {
        using var anna = await server.UserAsync("Anna");

        var envelope = await FriendPictureTests.UploadAsync(anna, "/user/image.do", SampleFiles.Png(), "a.png");

        var data = envelope.GetProperty("data");
        Assert.Equal(
            $"https://chat.example.org/pics/images/{data.GetProperty("uri").GetString()}", data.GetProperty("url").GetString());
    }

    [Fact]
    public async Task Who_sends_too_fast_is_told_so_under_his_own_number()
    {
        using var anna = await server.UserAsync("Anna");
        await using var annas = await anna.OpenSocketAsync();

        for (var i = 0; i < 70; i++)
        {
            await annas.SendAsync(anna.Say(anna.UserId, ""));
        }

        var frame = await annas.ExpectAsync("the refusal", _ => true);
        Assert.Equal("发送频率过快，请稍后再试", frame.GetProperty("text").GetString());
        Assert.Equal(anna.UserId, frame.GetProperty("to").GetInt32());
    }
}
