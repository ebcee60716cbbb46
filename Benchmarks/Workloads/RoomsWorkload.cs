using OrleansChat.Benchmarks.Dialects;
using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Measuring;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>Rooms in which some of the members talk; no user is in two rooms.</summary>
/// <param name="options">Times and messages under way.</param>
/// <param name="rooms">How many rooms.</param>
/// <param name="members">Members of each, all connected.</param>
/// <param name="senders">Members of each who talk.</param>
internal sealed class RoomsWorkload(BenchOptions options, int rooms, int members, int senders) : IWorkload
{
    private const int RoomChannel = 2;
    private static readonly Chat33Dialect Chat33 = new();

    public string Name => rooms == 1 ? $"room {members}" : $"rooms {rooms} x {members}";

    public async Task<Outcome> RunAsync(ServerAddress server, CancellationToken cancellation)
    {
        using var setup = new ChatSetup(server);
        var users = (await setup.CreateUsersAsync(rooms * members, cancellation)).Chunk(members).ToArray();
        var ids = await setup.CreateRoomsAsync(users, cancellation);
        return await MessagingRun.RunAsync(Name, Plan(users, ids), server, options, cancellation);
    }

    private LoadPlan Plan(ChatUser[][] users, string[] ids)
    {
        var run = RunName.Create();
        var sockets = new List<LoadSocket>();
        var lanes = new List<Lane>();
        for (var room = 0; room < users.Length; room++)
        {
            for (var slot = 0; slot < users[room].Length; slot++)
            {
                var user = users[room][slot];
                var socket = Chat33.Socket(user, room, slot);
                sockets.Add(socket);
                for (var i = 0; i < options.Inflight && IsSender(slot); i++)
                {
                    var seed = new LaneSeed(Chat33, run, RoomChannel, ids[room], user.Id, members);
                    lanes.Add(new Lane(lanes.Count, socket, seed));
                }
            }
        }

        return new LoadPlan(Chat33, run, sockets, lanes, lanes, options.Rate);
    }

    // Spread over the room, so that no order of the members favours those who talk.
    private bool IsSender(int slot)
    {
        var spacing = Math.Max(1, members / senders);
        return slot % spacing == 0 && slot / spacing < senders;
    }
}
