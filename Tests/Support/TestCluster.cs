using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansChat.Accounts;
using OrleansChat.ChatLists;
using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Files;
using OrleansChat.Friends;
using OrleansChat.Inbox;
using OrleansChat.Presence;
using OrleansChat.Receipts;
using OrleansChat.Rooms;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Support;

/// <summary>The product's grains on the runtime of this build, with everything outside of them in a test's
/// hand.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Action<IServiceCollection>? _replace;

    private TestCluster(TestCluster? before, AccountOptions? accounts, Action<IServiceCollection>? replace)
    {
        _replace = replace;
        States = before?.States ?? new FaultyStateStore();
        Log = before?.Log ?? new SteeredMessageLog();
        Applications = before?.Applications ?? new MemoryApplicationStore(Log);
        Inboxes = before?.Inboxes ?? new MemoryInboxStore(Log);
        Receipts = before?.Receipts ?? new MemoryReceiptStore(Log, Inboxes);
        ChatRows = before?.ChatRows ?? new MemoryChatRowStore(Log);
        Reports = before?.Reports ?? new MemoryReportStore(Log);
        (Inboxes.Receipts, Inboxes.ChatRows) = (Receipts, ChatRows);
        Log.Answered = Applications.Answer;
        RoomKeys = before?.RoomKeys ?? new MemoryRoomKeyStore();
        Relations = before?.Relations ?? new MemoryRelationStore();
        Files = before?.Files ?? new MemoryFileStore(Log);
        Clock = before?.Clock ?? new FakeClock();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IGrainStateStore>(States)
            .AddSingleton<IMessageLog>(Log)
            .AddSingleton<IMessageIds>(Ids)
            .AddSingleton<IApplicationStore>(Applications)
            .AddSingleton<IInboxStore>(Inboxes)
            .AddSingleton<IReceiptStore>(Receipts)
            .AddSingleton<IChatRowStore>(ChatRows)
            .AddSingleton<IMissedMessages>(new MemoryMissedMessages(Log))
            .AddSingleton<IRoomKeyStore>(RoomKeys)
            .AddSingleton<IRelationStore>(Relations)
            .AddSingleton<IReportStore>(Reports)
            .AddSingleton<IFileStore>(Files)
            .AddSingleton(FilePolicy)
            .AddSingleton<IFanout>(Fanout)
            .AddSingleton<Audit.ILogVerifier, UnusedVerifier>()
            .AddSingleton<IPasswordHasher>(Passwords)
            .AddSingleton<ISecretHasher, OpenHasher>()
            .AddSingleton<ISmsSender>(Phones)
            .AddSingleton(accounts ?? new AccountOptions(null, [], HasQuotas: true))
            .AddSingleton(new FriendshipOptions(RequiresFriend: true))
            .AddGrainParts()
            .AddTestRuntime();
        replace?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public FaultyStateStore States { get; }

    public SteeredMessageLog Log { get; }

    public MemoryApplicationStore Applications { get; }

    public MemoryInboxStore Inboxes { get; }

    public MemoryReceiptStore Receipts { get; }

    public MemoryChatRowStore ChatRows { get; }

    public MemoryRoomKeyStore RoomKeys { get; }

    public MemoryRelationStore Relations { get; }

    public MemoryReportStore Reports { get; }

    public MemoryFileStore Files { get; }

    public FilePolicy FilePolicy { get; } = new() { FilesPerUser = 3, BytesPerUser = 1_000 };

    public FakeClock Clock { get; }

    public RecordingFanout Fanout { get; } = new();

    public CountingIds Ids { get; } = new();

    public PlainHasher Passwords { get; } = new();

    public PhoneBooth Phones { get; } = new();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <param name="accounts">Other than the usual.</param>
    /// <param name="replace">Registers what takes the place of the usual ports, also after a crash.</param>
    public static async Task<TestCluster> StartAsync(
        AccountOptions? accounts = null, Action<IServiceCollection>? replace = null)
    {
        var cluster = new TestCluster(null, accounts, replace);
        await cluster._host.StartAsync();
        return cluster;
    }

    /// <summary>What a crash leaves: the stores, and nothing that was in memory.</summary>
    public async Task<TestCluster> CrashAsync()
    {
        var next = new TestCluster(this, null, _replace);
        await next._host.StartAsync();
        return next;
    }

    public IRoomGrain Room(long id) => Grains.GetGrain<IRoomGrain>(id);

    public IChatRoomGrain ChatRoom(long id) => Grains.GetGrain<IChatRoomGrain>(id);

    public IFriendshipGrain Friendship(int one, int other) =>
        Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(one, other));

    public IUserGrain User(int id) => Grains.GetGrain<IUserGrain>(id);

    public async Task RegisterAsync(params ImmutableArray<int> users)
    {
        foreach (var user in users)
        {
            await User(user).RegisterAsync(
                new RegisterUser("", "secret", $"user {user}", UserRole.User), CancellationToken.None);
        }
    }

    /// <summary>Lets a user's socket be on a node.</summary>
    public Task ConnectAsync(int user, string node) => Grains.GetGrain<IPresenceGrain>(user).ConnectAsync(
        new Connection($"{node}/{user}", node, "chat33", "PC", ""), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
