using System.Collections.Concurrent;
using System.Net.WebSockets;

namespace OrleansChat.Tests.Protocols.Chat33.Authorization;

/// <summary>A server with the nine callers of matrix.md and those whom they know.</summary>
public sealed class World : Chat33Host, IAsyncLifetime
{
    private readonly Dictionary<string, Chat33Client> _people = [];
    private readonly Dictionary<string, WireSocket> _sockets = [];
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();
    private int _said;

    /// <summary>A friend of the caller named friend.</summary>
    public Chat33Client User => _people["user"];

    /// <summary>An ordinary member of every room.</summary>
    public Chat33Client Other => _people["other"];

    public string RoomId { get; private set; } = "";

    /// <summary>What the ex-member said in the room while he was in it.</summary>
    public string MessageOfBefore { get; private set; } = "";

    public string ChatRoomId { get; private set; } = "";

    public string ClosedChatRoomId { get; private set; } = "";

    public Chat33Client Caller(string name) => _people[name];

    /// <summary>The caller's socket, or null for one who gets none.</summary>
    public WireSocket? Socket(string name) => _sockets.GetValueOrDefault(name);

    public static bool HasSession(string caller) => caller is not ("anonymous" or "visitor");

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        foreach (var name in Matrix.Callers.Add("user").Add("other"))
        {
            _people[name] = HasSession(name) ? await UserAsync(name, name == "staff" ? "staff" : "user") : Stranger();
        }

        _people["visitor"].Headers["FZM-UUID"] = "a-device";
        foreach (var name in _people.Keys.Where(name => name != "anonymous"))
        {
            if (await TryOpenSocketAsync(_people[name]) is { } socket)
            {
                _sockets[name] = socket;
            }
        }

        await BefriendAsync(_people["friend"], User);
        RoomId = await FullRoomAsync();
        MessageOfBefore = await SayInRoomAsync("ex-member");
        await PutOutAsync(RoomId);
        ChatRoomId = await NewChatRoomAsync();
        ClosedChatRoomId = await NewChatRoomAsync();
        await Caller("staff").CallAsync("/group/setStatus", new { groupId = ClosedChatRoomId, type = 1 });
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        foreach (var socket in _sockets.Values)
        {
            await socket.DisposeAsync();
        }

        foreach (var person in _people.Values)
        {
            person.Dispose();
        }

        foreach (var turn in _turns.Values)
        {
            turn.Dispose();
        }

        await DisposeAsync();
    }

    /// <summary>A room in which each caller is what he is called.</summary>
    public async Task<string> NewRoomAsync()
    {
        var roomId = await FullRoomAsync();
        await PutOutAsync(roomId);
        return roomId;
    }

    /// <summary>A room that takes people in as <paramref name="joinPermission"/> says, and lets nobody make friends
    /// through it.</summary>
    public async Task<string> NewRoomAsync(int joinPermission)
    {
        var roomId = await NewRoomAsync();
        await Caller("owner").CallAsync("/room/setPermission", new { roomId, canAddFriend = 2, joinPermission });
        return roomId;
    }

    /// <summary>The log id of what somebody has just said in the room.</summary>
    public Task<string> SayInRoomAsync(string name, bool isSnap = false) => SayAsync(name, key =>
        isSnap
            ? """{"isSnap":1,""" + Chat33Client.SayInRoom(RoomId, key, "hello")[1..]
            : Chat33Client.SayInRoom(RoomId, key, "hello"));

    /// <summary>The log id of what somebody has just said to his friend.</summary>
    public Task<string> SayToAsync(string name, Chat33Client friend) =>
        SayAsync(name, key => Chat33Client.Say(friend.UserId, key, "hello"));

    /// <summary>An open chat room.</summary>
    public Task<string> NewChatRoomAsync() => ChatRoomAsync(Caller("staff"));

    /// <summary>A socket of the caller, or null when the handshake is refused.</summary>
    public static async Task<WireSocket?> TryOpenSocketAsync(Chat33Client caller)
    {
        var headers = caller.Headers.Select(header => (header.Key, header.Value)).ToList();
        if (caller.Token.Length > 0)
        {
            headers.Add(("FZM-AUTH-TOKEN", caller.Token));
        }

        try
        {
            return await WireSocket.ConnectAsync(caller.SocketUrl, [.. headers]);
        }
        catch (WebSocketException refusal) when (refusal.Message.Contains("401", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>A session of the caller's beside the one that he has.</summary>
    public async Task<Chat33Client> NewSessionAsync(string caller)
    {
        var token = await Host.CreateTokenAsync(Caller(caller).UserId);
        return new Chat33Client(Host.Chat33Url, token, Caller(caller).UserId);
    }

    /// <summary>A room with everybody who is ever in one, the ex-member included.</summary>
    private async Task<string> FullRoomAsync()
    {
        var owner = Caller("owner");
        var roomId = await RoomAsync(owner, Caller("member"), Caller("manager"), Caller("ex-member"), Other);
        await owner.CallAsync("/room/setLevel", new { roomId, userId = Caller("manager").Id, level = 2 });
        return roomId;
    }

    private Task PutOutAsync(string roomId) =>
        Caller("owner").CallAsync("/room/kickOut", new { roomId, users = new[] { Caller("ex-member").Id } });

    /// <summary>One after the other: a socket has one reader.</summary>
    private async Task<string> SayAsync(string name, Func<string, string> frame)
    {
        var turn = _turns.GetOrAdd(name, static _ => new SemaphoreSlim(1));
        await turn.WaitAsync();
        try
        {
            var key = $"said-{Interlocked.Increment(ref _said)}";
            await _sockets[name].SendAsync(frame(key));
            var said = await _sockets[name].ExpectAsync($"what {name} says", shown => Chat33Client.IsMessage(shown, key));
            return said.GetProperty("logId").GetString()!;
        }
        finally
        {
            turn.Release();
        }
    }
}
