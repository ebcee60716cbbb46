using System.Globalization;
using System.Text.Json;
using OrleansChat.Tests.Load;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Protocols.Chat33;

namespace OrleansChat.Tests.Cluster;

/// <summary>Three friends in a room who stay while the servers beneath them change: they know what they said, and
/// check that every server knows it too.</summary>
internal sealed class MovedPeople
{
    private const string Password = "a long password";
    private const string Remark = "小安";

    private readonly List<string> _direct = [];
    private readonly List<string> _room = [];
    private readonly List<Person> _people = [];
    private string _roomId = "";
    private int _unread;

    /// <summary>Registers all with the first server, befriends two of them and opens the room.</summary>
    public async Task RegisterAsync(IReadOnlyList<LoadNode> nodes)
    {
        for (var number = 0; number < 3; number++)
        {
            _people.Add(await RegisterAsync(nodes[number % nodes.Count].Chat33));
        }

        using var anna = Client(0, nodes);
        using var bert = Client(1, nodes);
        using var carl = Client(2, nodes);
        await Chat33Host.BefriendAsync(bert, anna);
        await bert.CallAsync("/friend/setRemark", new { id = anna.Id, remark = Remark });
        _roomId = await Chat33Host.RoomAsync(anna, bert, carl);
    }

    /// <summary>Speaks, reads some of it, and leaves the last messages unread.</summary>
    public async Task TalkAsync(IReadOnlyList<LoadNode> nodes, string where)
    {
        using var anna = Client(0, nodes);
        using var bert = Client(1, nodes);
        await using var sends = await anna.OpenSocketAsync();
        await using (var sees = await bert.OpenSocketAsync())
        {
            await SayAsync(sends, bert, $"{where}: seen", 3, sees);
        }

        await bert.CallAsync("/friend/chatLog", new { id = anna.Id, startId = "", number = 1 });
        await SayAsync(sends, bert, $"{where}: missed", _unread = 2, sends);
    }

    /// <summary>Asks for everything that was ever written.</summary>
    public async Task CheckAsync(IReadOnlyList<LoadNode> nodes)
    {
        using var anna = Client(0, nodes);
        using var bert = Client(1, nodes);
        using var carl = Client(2, nodes);
        foreach (var (person, client) in _people.Zip([anna, bert, carl]))
        {
            var own = await client.CallAsync("/user/userInfo", new { id = client.Id });
            Assert.Equal(person.Name, own.GetProperty("name").GetString());
            using var again = new Chat33Client(client.Server);
            var login = await again.CallAsync("/user/pwdLogin", new { mobile = person.Mobile, password = Password });
            Assert.Equal(client.Id, login.GetProperty("id").GetString());
        }

        var friend = Assert.Single(
            (await bert.CallAsync("/friend/list", new { type = 3 })).GetProperty("userList").EnumerateArray());
        Assert.Equal((anna.Id, Remark), (Text(friend, "id"), Text(friend, "remark")));
        var rooms = (await carl.CallAsync("/room/list", new { type = 3 })).GetProperty("roomList").EnumerateArray();
        Assert.Equal(_roomId, Text(Assert.Single(rooms), "id"));
        var unread = (await bert.CallAsync("/friend/unread")).GetProperty("infos").EnumerateArray();
        Assert.Equal(_unread, Assert.Single(unread).GetProperty("number").GetInt32());
        Assert.Equal(_direct, await TextsAsync(anna, "/friend/chatLog", bert.Id));
        Assert.Equal(_room, await TextsAsync(carl, "/room/chatLog", _roomId));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<Person> RegisterAsync(Uri server)
    {
        var mobile = Chat33Host.NextMobile();
        using var client = new Chat33Client(server);
        await client.CallAsync("/send/sms", new { mobile });
        await client.CallAsync("/user/register", new { mobile, password = Password, captcha = Chat33Host.Captcha });
        client.Headers["FZM-DEVICE"] = "Android";
        client.Headers["FZM-UUID"] = mobile;
        var login = await client.CallAsync("/user/pwdLogin", new { mobile, password = Password });
        (client.Token, client.UserId) = (Text(login, "token")!, int.Parse(Text(login, "id")!, CultureInfo.InvariantCulture));
        var own = await client.CallAsync("/user/userInfo", new { id = client.Id });
        return new Person(client.UserId, client.Token, mobile, Text(own, "name")!);
    }

    private static async Task<List<string>> TextsAsync(Chat33Client reader, string path, string id)
    {
        var page = await reader.CallAsync(path, new { id, startId = "", number = 100 });
        Assert.Equal("-1", Text(page, "nextLog"));
        return
        [
            .. page.GetProperty("logs").EnumerateArray()
                .Where(log => log.GetProperty("msgType").GetInt32() == 1)
                .Select(log => Text(log.GetProperty("msg"), "content")!)
                .Reverse(),
        ];
    }

    // By sessions of the very first server: they are valid on every later one.
    private Chat33Client Client(int number, IReadOnlyList<LoadNode> nodes) =>
        new(nodes[number % nodes.Count].Chat33, _people[number].Token, _people[number].Id);

    /// <summary>Speaks to the friend and in the room; the receiver is on another node where there are several.</summary>
    private async Task SayAsync(WireSocket from, Chat33Client to, string text, int count, WireSocket shownTo)
    {
        for (var number = 0; number < count; number++)
        {
            var (direct, inRoom) = ($"{text} {number}", $"{text} {number} in the room");
            await from.SendAsync(Chat33Client.Say(to.UserId, direct, direct));
            await shownTo.ExpectAsync(direct, frame => Chat33Client.IsMessage(frame, direct));
            await from.SendAsync(Chat33Client.SayInRoom(_roomId, inRoom, inRoom));
            await shownTo.ExpectAsync(inRoom, frame => Chat33Client.IsMessage(frame, inRoom));
            _direct.Add(direct);
            _room.Add(inRoom);
        }
    }

    private sealed record Person(int Id, string Token, string Mobile, string Name);
}
