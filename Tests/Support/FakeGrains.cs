using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using OrleansChat.Accounts;
using OrleansChat.ChatRooms;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.Inbox;
using OrleansChat.Presence;
using OrleansChat.Quotas;
using OrleansChat.Receipts;
using OrleansChat.Rooms;

namespace OrleansChat.Tests.Support;

/// <summary>A cluster without grains: fakes that remember what they were asked, and a stream that a test
/// feeds.</summary>
internal sealed class FakeGrains : IClusterClient
{
    private readonly ConcurrentDictionary<long, FakeRoom> _rooms = new();
    private readonly ConcurrentDictionary<long, FakeChatRoom> _chatRooms = new();
    private readonly ConcurrentDictionary<string, FakeFriendship> _friendships = new();
    private readonly ConcurrentDictionary<long, FakeInbox> _inboxes = new();
    private readonly ConcurrentDictionary<long, FakePresence> _presences = new();
    private readonly ConcurrentDictionary<long, FakeReceipts> _receipts = new();

    public FakeGrains()
    {
        var services = new ServiceCollection();
        services.AddKeyedSingleton<IStreamProvider>(Delivery.Provider, Stream);
        ServiceProvider = services.BuildServiceProvider();
    }

    public IServiceProvider ServiceProvider { get; }

    public FakeDeliveries Stream { get; } = new();

    public FakeRoom Room(long roomId) => _rooms.GetOrAdd(roomId, static id => new FakeRoom(id));

    public FakeChatRoom ChatRoom(long chatRoomId) => _chatRooms.GetOrAdd(chatRoomId, static id => new FakeChatRoom(id));

    public FakeNodeDirectory Nodes { get; } = new();

    public FakeFriendship Friendship(string pair) => _friendships.GetOrAdd(pair, static id => new FakeFriendship(id));

    public FakeInbox Inbox(long userId) => _inboxes.GetOrAdd(userId, static _ => new FakeInbox());

    public FakePresence Presence(long userId) => _presences.GetOrAdd(userId, static _ => new FakePresence());

    public FakeReceipts Receipts(long userId) => _receipts.GetOrAdd(userId, static _ => new FakeReceipts());

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey
    {
        object grain = typeof(TGrainInterface) == typeof(IRoomGrain) ? Room(primaryKey)
            : typeof(TGrainInterface) == typeof(IChatRoomGrain) ? ChatRoom(primaryKey)
            : typeof(TGrainInterface) == typeof(INodeDirectoryGrain) ? Nodes
            : typeof(TGrainInterface) == typeof(IInboxGrain) ? Inbox(primaryKey)
            : typeof(TGrainInterface) == typeof(IPresenceGrain) ? Presence(primaryKey)
            : typeof(TGrainInterface) == typeof(IReceiptGrain) ? Receipts(primaryKey)
            : typeof(TGrainInterface) == typeof(IUserGrain) ? new FakeUser((int)primaryKey)
            : throw new NotSupportedException(typeof(TGrainInterface).Name);
        return (TGrainInterface)grain;
    }

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        object grain = typeof(TGrainInterface) == typeof(IFriendshipGrain) ? Friendship(primaryKey)
            : typeof(TGrainInterface) == typeof(IQuotaGrain) ? new SilentQuota()
            : throw new NotSupportedException(typeof(TGrainInterface).Name);
        return (TGrainInterface)grain;
    }
}
