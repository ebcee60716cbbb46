using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Two clients in one room, one written from the document, one like the public desktop client: each gets the
/// notices of its own kind. Source: decisions 2.1 and 6.</summary>
[Collection(nameof(Chat33Tests))]
public sealed class Chat33TwoClientsTests(Chat33Host server)
{
    private const string Desktop = """{"eventType":42,"time":0}""";

    [Fact]
    public async Task Each_gets_the_notices_of_its_own_kind()
    {
        var (document, desktop) = await server.FriendsAsync();
        await desktop.BecomePublicAsync();
        var room = await CreateAsDesktopAsync(desktop, document);
        await using var documents = await document.OpenSocketAsync();
        await using var desktops = await desktop.OpenSocketAsync();
        await desktops.SendAsync(Desktop);
        await desktops.ExpectAsync("the end", frame => Chat33Client.IsEvent(frame, 43));

        await desktops.SendAsync(SayAsDesktop(room, "m1", "hello"));
        var seen = await documents.ExpectAsync("the message", frame => Chat33Client.IsMessage(frame, "m1"));
        await documents.SendAsync(Chat33Client.SayInRoom(room, "m2", "hello back"));
        await desktops.ExpectAsync("the message", frame => Chat33Client.IsMessage(frame, "m2"));
        await desktop.CallAsync("/chat33/RevokeMessage", new { logId = LogOf(seen), type = 1 });
        await desktop.CallAsync("/chat33/uploadSecretKey", new { publicKey = "02ab", privateKey = "sealed" });
        await document.CallAsync("/friend/delete", new { id = desktop.Id });
        await desktop.CallAsync("/room/delete", new { roomId = room });

        var operation = await documents.ExpectAsync("the recall", frame => Chat33Client.IsEvent(frame, 10));
        var alert = await desktops.ExpectAsync("the recall", frame => IsAlert(frame, 1));
        await documents.ExpectAsync("the end of the room", frame => Chat33Client.IsEvent(frame, 22));
        await desktops.ExpectAsync("the end of the room", frame => Chat33Client.IsEvent(frame, 22));
        Assert.Equal(LogOf(seen), LogOf(operation));
        Assert.Equal((1, 1), (operation.GetProperty("logType").GetInt32(), operation.GetProperty("operateType").GetInt32()));
        Assert.Equal(LogOf(seen), LogOf(alert.GetProperty("msg")));
        Assert.DoesNotContain(documents.Seen, frame => IsOneOf(frame, 32, 34, 40, 41, 43) || IsAlert(Parse(frame), 1));
        Assert.DoesNotContain(desktops.Seen, frame => IsOneOf(frame, 10));
        Assert.Single(desktops.Seen, frame => IsOneOf(frame, 32));
    }

    [Fact]
    public async Task What_one_encrypts_reaches_the_other_unchanged()
    {
        const string Sealed = """{"encryptedMsg":"YWJj","fromKey":"02aa","toKey":"03bb","extra":[1,{"x":null}]}""";
        var (document, desktop) = await server.FriendsAsync();
        await desktop.BecomePublicAsync();
        await using var documents = await document.OpenSocketAsync();
        await using var desktops = await desktop.OpenSocketAsync();

        await desktops.SendAsync(
            $$"""{"eventType":0,"msgId":"m1","channelType":3,"targetId":"{{document.Id}}","msgType":3,"msg":{{Sealed}},"isSnap":2}""");
        var live = await documents.ExpectAsync("the message", frame => Chat33Client.IsMessage(frame, "m1"));
        var log = (await document.CallAsync("/friend/chatLog", new { id = desktop.Id, number = 1 })).GetProperty("logs")[0];

        Assert.Equal(Sealed, live.GetProperty("msg").GetRawText());
        Assert.Equal(Sealed, log.GetProperty("msg").GetRawText());
    }

    /// <summary>The answer has the new room's id, without which the desktop client cannot go on.</summary>
    private static async Task<string> CreateAsDesktopAsync(Chat33Client desktop, Chat33Client other)
    {
        var room = await desktop.CallAsync("/room/create", new { roomName = "群", roomAvatar = "", users = new[] { other.Id }, encrypt = 2 });
        Assert.Equal(2, room.GetProperty("encrypt").GetInt32());
        Assert.Equal("-1", room.GetProperty("systemMsg").GetProperty("nextLog").GetString());
        return room.GetProperty("id").GetString()!;
    }

    private static string SayAsDesktop(string room, string id, string text) => JsonSerializer.Serialize(new
    {
        eventType = 0,
        msgId = id,
        channelType = 2,
        targetId = room,
        msgType = 1,
        msg = new { aitList = Array.Empty<string>(), content = text },
        isSnap = 2,
    });

    private static JsonElement Parse(string frame) => JsonDocument.Parse(frame).RootElement;

    private static bool IsOneOf(string frame, params int[] events) =>
        events.Contains(Parse(frame).GetProperty("eventType").GetInt32());

    private static bool IsAlert(JsonElement frame, int type) =>
        frame.TryGetProperty("msgType", out var kind) && kind.GetInt32() == 6
        && frame.GetProperty("msg").GetProperty("type").GetInt32() == type;

    private static string LogOf(JsonElement frame) => frame.GetProperty("logId").GetString()!;
}
