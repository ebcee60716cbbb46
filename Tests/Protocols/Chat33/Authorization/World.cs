using System.Net.WebSockets;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33.Authorization;

/// <summary>A server with the nine callers of matrix.md and those whom they know.</summary>
public sealed class World : Chat33Host, IAsyncLifetime
{
    private readonly Dictionary<string, Chat33Client> _callers = [];
    private readonly Dictionary<string, WireSocket> _sockets = [];
    private Chat33Client? _other;
    private Chat33Client? _user;

    public Chat33Client User => _user ?? throw new InvalidOperationException("The world is not made.");

    public Chat33Client Other => _other ?? throw new InvalidOperationException("The world is not made.");

    public string RoomId { get; private set; } = "";

    public Chat33Client Caller(string name) => _callers[name];

    /// <summary>The caller's socket, or null for one who gets none.</summary>
    public WireSocket? Socket(string name) => _sockets.GetValueOrDefault(name);

    public static bool HasSession(string caller) => caller is not ("anonymous" or "visitor");

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        foreach (var name in Matrix.Callers)
        {
            _callers[name] = HasSession(name) ? await UserAsync(name, name == "staff" ? "staff" : "user") : Stranger();
        }

        _callers["visitor"].Headers["FZM-UUID"] = "a-device";
        _user = await UserAsync("user");
        _other = await UserAsync("other");
        await BefriendAsync(_callers["friend"], _user);
        RoomId = await NewRoomAsync();
        foreach (var name in Matrix.Callers.Where(name => name != "anonymous"))
        {
            if (await TryOpenSocketAsync(_callers[name]) is { } socket)
            {
                _sockets[name] = socket;
            }
        }
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        foreach (var socket in _sockets.Values)
        {
            await socket.DisposeAsync();
        }

        foreach (var client in _callers.Values.Append(User).Append(Other))
        {
            client.Dispose();
        }

        await DisposeAsync();
    }

    /// <summary>A room in which each caller is what he is called.</summary>
    public async Task<string> NewRoomAsync()
    {
        var owner = Caller("owner");
        var roomId = await RoomAsync(owner, Caller("member"), Caller("manager"), Caller("ex-member"), Other);
        if (Chat33Endpoints.Verbs.Any(verb => verb.Path == "/room/setLevel"))
        {
            await owner.CallAsync("/room/setLevel", new { roomId, userId = Caller("manager").Id, level = 2 });
        }

        await owner.CallAsync("/room/kickOut", new { roomId, users = new[] { Caller("ex-member").Id } });
        return roomId;
    }

    /// <summary>The log id of something that the ordinary member has just said in a room.</summary>
    public async Task<string> NewMessageAsync()
    {
        await using var socket = await Other.OpenSocketAsync();
        var key = Guid.NewGuid().ToString("N");
        await socket.SendAsync(Chat33Client.SayInRoom(RoomId, key, "hello"));
        var said = await socket.ExpectAsync("what was said", frame => Chat33Client.IsMessage(frame, key));
        return said.GetProperty("logId").GetString()!;
    }

    /// <summary>A socket of the caller, or null and the status of the refusal.</summary>
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
}
