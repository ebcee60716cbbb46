using System.Globalization;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>One server, of as many nodes as the runtime allows, for all tests of this protocol; each test makes users of its own.</summary>
public class Chat33Host : IAsyncLifetime
{
    public const string Captcha = "123456";

    private static int _mobiles;
    private ChatHost? _host;

    public ChatHost Host => _host ?? throw new InvalidOperationException("The server is not started.");

    protected virtual int Nodes => TestRuntime.Nodes;

    public async Task InitializeAsync() =>
        _host = await ChatHost.StartAsync(Nodes, ("Chat:Sms:FixedCode", Captcha));

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    public static string NextMobile() =>
        string.Create(CultureInfo.InvariantCulture, $"139{Interlocked.Increment(ref _mobiles):00000000}");

    public async Task<Chat33Client> UserAsync(string name, string role = "user")
    {
        var (userId, token) = await Host.CreateUserAsync(name, role);
        return new Chat33Client(Host.Chat33Url, token, userId);
    }

    public Chat33Client Stranger() => new(Host.Chat33Url);

    public async Task<(Chat33Client Anna, Chat33Client Bert)> FriendsAsync()
    {
        var anna = await UserAsync("Anna");
        var bert = await UserAsync("Bert");
        await BefriendAsync(anna, bert);
        return (anna, bert);
    }

    public static async Task BefriendAsync(Chat33Client one, Chat33Client other)
    {
        await one.CallAsync("/friend/add", new { id = other.Id });
        await other.CallAsync("/friend/response", new { id = one.Id, agree = 1 });
    }

    /// <summary>An open chat room.</summary>
    public static async Task<string> ChatRoomAsync(Chat33Client staff, string name = "BTY交流一号")
    {
        var made = await staff.CallAsync("/group/addGroup", new { groupName = name, avatar = "" });
        return made.GetProperty("groupId").GetString()!;
    }

    /// <summary>A visitor, known by his device alone.</summary>
    public Chat33Client Visitor(string deviceId)
    {
        var visitor = Stranger();
        visitor.Headers["FZM-UUID"] = deviceId;
        return visitor;
    }

    /// <summary>A room of the first with the others in it.</summary>
    public static async Task<string> RoomAsync(Chat33Client owner, params Chat33Client[] members)
    {
        var room = await owner.CallAsync("/room/create", new { roomName = "群", users = members.Select(member => member.Id) });
        return room.GetProperty("id").GetString()!;
    }
}
