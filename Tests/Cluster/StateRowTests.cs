using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansChat.Accounts;
using OrleansChat.ChatRooms;
using OrleansChat.Rooms;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Cluster;

/// <summary>The storage of Orleans and that of the embedded runtime write the same rows and read each other's.</summary>
public sealed class StateRowTests(AdoNetSilo silo) : IClassFixture<AdoNetSilo>
{
    private static readonly ImmutableArray<IStateSample> Samples =
    [
        new StateSample<RoomState>("room", new RoomState
        {
            Name = "Räume & <b>", Avatar = "a", MarkId = "123456789", MembersMayBefriend = false, IsEncrypted = true,
            JoinPolicy = JoinPolicy.Closed, ShowsOldHistory = true, MuteMode = MuteMode.AllMuted, MutedUntilUnixMs = 5,
            AbsentMutes = [new AbsentMute(7, 6)], FormerOwnerId = 8,
        }),
        new StateSample<ChatRoomState>("chat-room", new ChatRoomState
        {
            Name = "聊天室", Avatar = "a", Description = "d", Status = ChatRoomStatus.Closed, CreatedAtUnixMs = 1,
            OpenedAtUnixMs = 2, ClosedAtUnixMs = 3,
        }),
        new StateSample<ChatRoomDirectoryState>(
            "chat-room-directory", new ChatRoomDirectoryState { ChatRooms = [1, long.MaxValue] }),
        new StateSample<IdGeneratorState>("id-generator", new IdGeneratorState { Reserved = long.MaxValue }),
        new StateSample<CaptchaState>("captcha", new CaptchaState
        {
            Hash = "+/=", ExpiresAtUnixMs = 1, Tries = 2, SentAtUnixMs = [3, 4],
        }),
        new StateSample<LookupState>("lookup", new LookupState { Id = -1 }),
        new StateSample<UserState>("user", new UserState
        {
            Name = "😀 \"quoted\"", Avatar = "a", Mobile = "1", Position = "p", Role = UserRole.Staff, Verifier = "$x$",
            PublicKey = "k", PrivateKey = "{}", HasLoggedIn = true, MutedFromUnixMs = 1, MutedUntilUnixMs = 2,
            Logins = [new DeviceLogin("s", "chat33", "PC", "id"), new DeviceLogin("t", "chat33", "iOS", "")],
        }),
        new StateSample<SessionState>("session", new SessionState
        {
            UserId = 7, Device = new OpenSession("chat33", "PC", "id", "app"), OpenedAtUnixMs = 1, UsedAtUnixMs = 2,
            End = SessionEnd.Replaced,
        }),
    ];

    private static int _keys;

    private readonly IGrainStorage _storage = silo.States;
    private readonly IGrainStateStore _store = silo.Database.Get<IGrainStateStore>();

    public static TheoryData<string> States => [.. Samples.Select(sample => sample.Name)];

    public static TheoryData<string> Keys =>
    [
        "2A", "2a", "0", "0010", "cafe", "FFFFFFFFFFFFFFFF", "10000000000000000", "-5", "0x10", " 2A", "2A ",
        "2A+b", "2A+", "+b", "2A+b+c", "12:34", "room/1", "ключ", "00000000000000000000000000000000",
        "0f8fad5bd9cb469fa16570867728950e", "0F8FAD5BD9CB469FA16570867728950E", "0f8fad5bd9cb469fa16570867728950eb",
        "0f8fad5bd9cb469fa16570867728950e+b", "0f8fad5bd9cb469fa16570867728950e+", "0f8fad5b-d9cb-469f-a165-70867728950e",
    ];

    [Fact]
    public void Every_state_of_the_product_has_a_sample()
    {
        var names = typeof(RoomGrain).Assembly.GetTypes()
            .SelectMany(type => type.GetConstructors())
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName)
            .OfType<string>();

        Assert.Equal(names.Order(), Samples.Select(sample => sample.Name).Order());
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_sample_has_no_property_left_out(string state)
    {
        var (sample, fresh) = (JsonDocument.Parse(Of(state).Payload), JsonDocument.Parse(Of(state).New()));

        Assert.All(sample.RootElement.EnumerateObject(), property => Assert.False(
            JsonElement.DeepEquals(property.Value, fresh.RootElement.GetProperty(property.Name)), property.Name));
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Of_each_state_both_write_the_same_row(string state) => await CompareAsync(Of(state), NextKey());

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Under_each_key_both_write_the_same_row(string key) => await CompareAsync(Of("lookup"), key);

    [Theory]
    [MemberData(nameof(States))]
    public async Task Each_reads_and_continues_what_the_other_wrote(string state)
    {
        var (sample, grain) = (Of(state), GrainId.Create("any", NextKey()));

        var first = await _store.WriteAsync(state, grain, sample.Payload, null);
        var second = await sample.WriteAsync(_storage, grain, $"{first}");
        var seen = await _store.ReadAsync(state, grain, CancellationToken.None);
        var third = await _store.WriteAsync(state, grain, sample.Payload, seen.Version);
        var last = await sample.ReadAsync(_storage, grain);

        Assert.Equal((1, "2", 2, 3, "3"), (first, second, seen.Version, third, last.Etag));
        Assert.Equal(sample.Payload, seen.Payload);
        Assert.Equal(sample.Payload, last.Payload);
        await Assert.ThrowsAsync<InconsistentStateException>(() => sample.WriteAsync(_storage, grain, second));
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => _store.WriteAsync(state, grain, sample.Payload, seen.Version));
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task What_one_cleared_is_new_to_the_other_and_its_versions_go_on(string state)
    {
        var (sample, grain) = (Of(state), GrainId.Create("any", NextKey()));
        await sample.WriteAsync(_storage, grain, null);

        var cleared = await sample.ClearAsync(_storage, grain, "1");
        var seen = await _store.ReadAsync(state, grain, CancellationToken.None);
        var clearedAgain = await _store.WriteAsync(state, grain, null, seen.Version);
        var read = await sample.ReadAsync(_storage, grain);

        Assert.Equal(("2", new GrainStateRow(null, 2), 3), (cleared, seen, clearedAgain));
        Assert.Equal(sample.New(), read.Payload);
        Assert.Equal(("3", true), (read.Etag, read.Exists));
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task An_absent_state_is_new(string state)
    {
        var read = await Of(state).ReadAsync(_storage, GrainId.Create("any", NextKey()));

        Assert.Equal(Of(state).New(), read.Payload);
        Assert.Equal((null, false), (read.Etag, read.Exists));
    }

    private static IStateSample Of(string state) => Samples.Single(sample => sample.Name == state);

    private static string NextKey() => $"key {Interlocked.Increment(ref _keys)}";

    private async Task CompareAsync(IStateSample sample, string key)
    {
        await EmptyAsync();
        var grain = GrainId.Create("any", key);
        await sample.WriteAsync(_storage, grain, null);
        await sample.WriteAsync(_storage, grain, "1");
        var theirs = await OnlyRowAsync();

        await EmptyAsync();
        await _store.WriteAsync(sample.Name, grain, sample.Payload, null);
        await _store.WriteAsync(sample.Name, grain, sample.Payload, 1);
        var ours = await OnlyRowAsync();

        Assert.Equal(theirs, ours);
    }

    private async Task EmptyAsync()
    {
        await using var command = silo.Database.Source.CreateCommand("DELETE FROM OrleansStorage");
        await command.ExecuteNonQueryAsync();
    }

    // Time is left out.
    private async Task<string> OnlyRowAsync()
    {
        await using var command = silo.Database.Source.CreateCommand("""
            SELECT concat_ws('|', grainidhash, grainidn0, grainidn1, graintypehash, graintypestring,
                quote_nullable(grainidextensionstring), serviceid, encode(payloadbinary, 'hex'), version)
            FROM OrleansStorage
            """);
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return Assert.Single(rows);
    }
}
