using System.Globalization;
using OrleansChat.Accounts;
using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Presence;
using OrleansChat.Rooms;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.Tests.Bridges;

/// <summary>One server with all protocols and bridges, and people who know each other.</summary>
public sealed class WorldHost : IAsyncLifetime
{
    private ChatHost? _host;
    private int _people;

    public ChatHost Host => _host ?? throw new InvalidOperationException("The server is not started.");

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync((BridgeTable.ChatRoomSwitch, "true"));

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    public Task<string[]> VerifyLogAsync() => Host.VerifyLogAsync();

    internal Side Side(string protocol) => protocol switch
    {
        "Chat33" => new Chat33Side(Host),
        "Friend" => new FriendSide(Host),
        _ => new ImSide(Host),
    };

    /// <summary>Two friends; in a room the one who speaks owns it, in a chat room he is staff.</summary>
    internal async Task<Place> MeetAsync(BridgePlace kind)
    {
        var speaker = await UserAsync(kind is BridgePlace.ChatRoom ? "staff" : "user");
        var listener = await UserAsync();
        var pair = Host.Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(speaker.UserId, listener.UserId));
        Assert.True((await pair.RequestAsync(new FriendRequest(speaker.UserId, "", "", null), default)).Ok);
        Assert.True((await pair.RespondAsync(listener.UserId, accepts: true, default)).Ok);
        if (kind is BridgePlace.Direct)
        {
            return new Place(kind, 0, speaker, listener);
        }

        var roomId = await Host.Grains.GetGrain<IIdGeneratorGrain>("room").NextAsync(default);
        if (kind is BridgePlace.ChatRoom)
        {
            Assert.True((await Host.Grains.GetGrain<IChatRoomGrain>(roomId).CreateAsync("tea", "", default)).Ok);
            return new Place(kind, roomId, speaker, listener);
        }

        var command = new CreateRoom(speaker.UserId, "tea", "", [listener.UserId], IsEncrypted: false);
        Assert.True((await Host.Grains.GetGrain<IRoomGrain>(roomId).CreateAsync(command, default)).Ok);
        return new Place(kind, roomId, speaker, listener);
    }

    internal async Task<WorldUser> UserAsync(string role = "user")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"person {Interlocked.Increment(ref _people)}");
        var (userId, token) = await Host.CreateUserAsync(name, role);
        return new WorldUser(userId, token, name);
    }

    /// <summary>Says it by the speaker, as no client of his.</summary>
    internal async Task<ChatMessage> PostAsync(Place place, Said said, bool toAnybody = false)
    {
        var draft = new MessageDraft(
            place.Speaker.UserId, null, said.Kind, said.Body, false, new Author(place.Speaker.Name, ""),
            ToAnybody: toAnybody);
        var reply = await (place.Kind switch
        {
            BridgePlace.Direct => Pair(place).PostAsync(draft, default),
            BridgePlace.Room => Room(place).PostAsync(draft, default),
            _ => ChatRoom(place).PostAsync(draft, default),
        });
        Assert.True(reply.Ok, $"{reply.Error}");
        return reply.Value!;
    }

    internal async Task RecallAsync(Place place, ChatMessage message)
    {
        var command = new RecallMessage(
            place.Speaker.UserId, message.MessageId, IsDeletion: false, new Author(place.Speaker.Name, ""));
        Assert.Equal(
            Errors.ChatError.None,
            place.RoomId == 0 ? await Pair(place).RecallAsync(command, default) : await Room(place).RecallAsync(command, default));
    }

    /// <summary>The last place taken in a conversation that the speaker reads.</summary>
    internal async Task<long> LastAsync(Place place)
    {
        var query = new HistoryQuery(place.Speaker.UserId, StartMessageId: null, Count: 1);
        var page = await (place.Kind switch
        {
            BridgePlace.Direct => Pair(place).ReadAsync(query, default),
            BridgePlace.Room => Room(place).ReadAsync(query, default),
            _ => ChatRoom(place).ReadAsync(query, asStaff: false, default),
        });
        return page.Value?.Messages is [var last, ..] ? last.Seq : 0;
    }

    /// <summary>Waits until something new is in the log.</summary>
    internal Task SaidAsync(Place place, long before, WireSocket mouth) => Until.IsAsync(
        $"something after {before} is stored; the speaker saw {string.Join('\n', mouth.Seen)}",
        async () => await LastAsync(place) > before);

    /// <summary>Waits until the user has no socket any more.</summary>
    internal Task GoneAsync(WorldUser user) => Until.IsAsync(
        "the listener is gone",
        async () => (await Host.Grains.GetGrain<IPresenceGrain>(user.UserId).NodesAsync(default)).IsEmpty);

    private IFriendshipGrain Pair(Place place) => Host.Grains.GetGrain<IFriendshipGrain>(
        ConversationKey.Pair(place.Speaker.UserId, place.Listener.UserId));

    private IRoomGrain Room(Place place) => Host.Grains.GetGrain<IRoomGrain>(place.RoomId);

    private IChatRoomGrain ChatRoom(Place place) => Host.Grains.GetGrain<IChatRoomGrain>(place.RoomId);
}
