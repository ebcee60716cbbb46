using System.Text.Json;

namespace OrleansChat.Tests.Load;

/// <summary>Makes the people of a load: users, friendships, rooms; the calls go to all nodes in turn.</summary>
internal sealed class LoadSetup(LoadPlan plan, IReadOnlyList<LoadNode> nodes, string adminToken)
{
    private static readonly ParallelOptions Some = new() { MaxDegreeOfParallelism = 8 };

    public LoadUser[] Users { get; private set; } = [];

    public List<LoadConversation> Conversations { get; } = [];

    public async Task MakeAsync()
    {
        Users = new LoadUser[plan.Users];
        await Parallel.ForAsync(0, Users.Length, Some, async (number, _) => Users[number] = await UserAsync(number));
        await Parallel.ForEachAsync(Pairs(), Some, async (pair, _) => Add(await BefriendAsync(pair)));
        await Parallel.ForEachAsync(Rooms(), Some, async (members, _) => Add(await OpenRoomAsync(members)));
    }

    /// <summary>Another session of the same user, for a second device.</summary>
    public async Task<LoadUser> AgainAsync(LoadUser user)
    {
        var answer = await LoadCalls.AdminAsync(NodeOf(user.Id), adminToken, "/admin/tokens", new { userId = user.Id });
        var again = new LoadUser(user.Id, answer.GetProperty("token").GetString()!);
        again.Conversations.AddRange(user.Conversations);
        return again;
    }

    private IEnumerable<LoadUser[]> Pairs() => Users.Chunk(2).Where(pair => pair.Length == 2);

    /// <summary>Neighbours, and people who are far from each other.</summary>
    private IEnumerable<LoadUser[]> Rooms()
    {
        var rooms = Math.Max(1, Users.Length / plan.RoomSize);
        return Users.Chunk(plan.RoomSize).Concat(Users
            .Select((user, number) => (User: user, Room: number % rooms))
            .GroupBy(seat => seat.Room)
            .Select(seats => seats.Select(seat => seat.User).ToArray()));
    }

    private async Task<LoadUser> UserAsync(int number)
    {
        var answer = await LoadCalls.AdminAsync(
            NodeOf(number), adminToken, "/admin/users", new { name = "somebody", role = "user" });
        return new LoadUser(answer.GetProperty("userId").GetInt32(), answer.GetProperty("token").GetString()!);
    }

    private async Task<LoadConversation> BefriendAsync(LoadUser[] pair)
    {
        var server = NodeOf(pair[0].Id).Chat33;
        await CallAsync(server, pair[0], "/friend/add", new { id = pair[1].Name });
        await CallAsync(server, pair[1], "/friend/response", new { id = pair[0].Name, agree = 1 });
        return new LoadConversation(null, pair);
    }

    private async Task<LoadConversation> OpenRoomAsync(LoadUser[] members)
    {
        var others = members.Skip(1).Select(member => member.Name).ToArray();
        var server = NodeOf(members[0].Id).Chat33;
        var room = await CallAsync(server, members[0], "/room/create", new { roomName = "load", users = others });
        return new LoadConversation(room.GetProperty("id").GetString(), members);
    }

    private static Task<JsonElement> CallAsync(Uri server, LoadUser user, string path, object body) =>
        LoadCalls.CallAsync(server, user, path, body, CancellationToken.None);

    private void Add(LoadConversation conversation)
    {
        lock (Conversations)
        {
            Conversations.Add(conversation);
            foreach (var member in conversation.Members)
            {
                member.Conversations.Add(conversation);
            }
        }
    }

    private LoadNode NodeOf(int number) => nodes[number % nodes.Count];
}
