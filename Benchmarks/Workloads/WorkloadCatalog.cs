using OrleansChat.Benchmarks.Dialects;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>The workloads by the names of the command line.</summary>
internal static class WorkloadCatalog
{
    private const int LargeRoom = 1000;
    private const int SmallRoom = 100;
    private const int ManyRoomsSize = 20;
    private const int OfferedRate = 1000;

    private static readonly int[] LargeRoomSizes = [50, 500, 5000];

    /// <summary>The workloads behind a name; empty when there is no such name.</summary>
    public static IReadOnlyList<IWorkload> Find(string name, BenchOptions options) => name switch
    {
        "pairs" => [new PairsWorkload(options, new Chat33Dialect())],
        "im" => [new PairsWorkload(options, new ImDialect())],
        "friend" => [new PairsWorkload(options, new FriendDialect())],
        "room" => [Room(options, options.Members > 0 ? options.Members : LargeRoom)],
        "rooms" => [Rooms(options)],
        "large-room" => LargeRooms(options),
        "idle" => [new IdleWorkload(options)],
        "login" => [new LoginWorkload(options)],
        "all" =>
        [
            new PairsWorkload(options, new Chat33Dialect()),
            new PairsWorkload(options, new ImDialect()),
            new PairsWorkload(options, new FriendDialect()),
            new PairsWorkload(options with { Rate = OfferedRate }, new Chat33Dialect()),
            Room(options, SmallRoom),
            Room(options, LargeRoom),
            Rooms(options),
            new IdleWorkload(options),
            new LoginWorkload(options),
        ],
        _ => [],
    };

    private static RoomsWorkload Room(BenchOptions options, int members) =>
        new(options, 1, members, options.Senders);

    private static IWorkload[] LargeRooms(BenchOptions options) => Array.ConvertAll(
        options.Members > 0 ? [options.Members] : LargeRoomSizes, members => new LargeRoomWorkload(options, members));

    private static RoomsWorkload Rooms(BenchOptions options) =>
        new(options, options.Rooms, options.Members > 0 ? options.Members : ManyRoomsSize, 1);
}
