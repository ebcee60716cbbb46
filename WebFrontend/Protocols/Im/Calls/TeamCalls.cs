using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Protocols.Im.Calls;

/// <summary>Teams: rooms with members, under the same numbers.</summary>
/// <remarks>The originals of these calls name nobody who makes them: without a token the first member of a new team is
/// its owner, and later calls are made in the owner's name.</remarks>
internal static class TeamCalls
{
    private const int MaxNameLength = 60;
    private const int MaxMembers = 500;

    private static readonly string[] Removals = ["delete", "remove", "del"];

    public static IReadOnlyList<ImVerb> All { get; } =
    [
        new("/team/add", AddAsync),
        new("/team/update", UpdateAsync),
        new("/team/delete", DeleteAsync),
        new("/custom/get/group", FindCustomAsync),
    ];

    private static async Task<ImAnswer> AddAsync(ImCall call)
    {
        if (!TryName(call, out var name))
        {
            return ImAnswer.Missing("name");
        }

        if (Members(call) is not { } members)
        {
            return ImAnswer.Missing("members");
        }

        var owner = call.SessionUserId > 0 ? call.SessionUserId : members.FirstOrDefault().UserId;
        if (owner == 0)
        {
            return ImAnswer.Missing("members");
        }

        ImmutableArray<int> others = [.. members.Select(one => one.UserId).Where(one => one != owner).Distinct()];
        if (await RequireAsync(call, others.Add(owner)) is var unknown and not ChatError.None)
        {
            return ImAnswer.Refused(unknown);
        }

        // A step at a time: one command makes one room, however often it is sent.
        var id = await call.AskValueAsync(
            () => call.Grains.GetGrain<IIdGeneratorGrain>("room").NextAsync(call.Cancellation));
        var command = new CreateRoom(owner, name, "", others, IsEncrypted: false);
        var room = id.Ok
            ? await call.AskAsync(() => Room(call, id.Value).CreateAsync(command, CancellationToken.None))
            : id.Error;
        return !room.Ok ? ImAnswer.Refused(room.Error) : ImAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", room.Value!.RoomId);
            json.WriteString("name", room.Value.Name);
            json.WriteEndObject();
        });
    }

    private static async Task<ImAnswer> UpdateAsync(ImCall call)
    {
        if (!call.Body.TryNumber("id", out var teamId) || teamId <= 0)
        {
            return ImAnswer.Missing("id");
        }

        if (!TryName(call, out var name))
        {
            return ImAnswer.Missing("name");
        }

        if (Members(call) is not { } members)
        {
            return ImAnswer.Missing("members");
        }

        var actor = await ActorAsync(call, teamId);
        if (!actor.Ok)
        {
            return ImAnswer.Refused(actor.Error);
        }

        var error = name.Length > 0
            ? await call.AskAsync(
                () => Room(call, teamId).EditAsync(actor.Value, new RoomEdit(Name: name), CancellationToken.None))
            : ChatError.None;
        return ImAnswer.Refused(
            error is ChatError.None ? await ChangeMembersAsync(call, teamId, actor.Value, members) : error);
    }

    private static async Task<ChatError> ChangeMembersAsync(
        ImCall call, long teamId, int actor, ImmutableArray<(int UserId, bool Goes)> members)
    {
        ImmutableArray<int> going = [.. members.Where(one => one.Goes).Select(one => one.UserId).Distinct()];
        ImmutableArray<int> coming = [.. members.Where(one => !one.Goes).Select(one => one.UserId).Distinct()];
        var error = await RequireAsync(call, coming);
        if (error is ChatError.None && !going.IsEmpty)
        {
            error = await call.AskAsync(() => Room(call, teamId).RemoveAsync(actor, going, CancellationToken.None));
        }

        if (error is ChatError.None && !coming.IsEmpty)
        {
            var entry = await call.AskAsync(
                () => Room(call, teamId).InviteAsync(actor, coming, CancellationToken.None));
            error = entry.Error is ChatError.AlreadyMember ? ChatError.None : entry.Error;
        }

        return error;
    }

    private static async Task<ImAnswer> DeleteAsync(ImCall call)
    {
        if (!call.Body.TryNumber("teamId", out var teamId) || teamId <= 0)
        {
            return ImAnswer.Missing("teamId");
        }

        var actor = await ActorAsync(call, teamId);
        var error = actor.Ok
            ? await call.AskAsync(() => Room(call, teamId).DissolveAsync(actor.Value, CancellationToken.None))
            : actor.Error;
        return ImAnswer.Refused(error);
    }

    /// <summary>Customer service is another protocol's; no agent of it can be reached from here.</summary>
    private static Task<ImAnswer> FindCustomAsync(ImCall call) => Task.FromResult(
        call.Body.TryNumber("customId", out _) ? ImAnswer.Refused("客服不在线") : ImAnswer.Missing("customId"));

    private static async ValueTask<Reply<int>> ActorAsync(ImCall call, long teamId) => call.SessionUserId > 0
        ? call.SessionUserId
        : await call.AskAsync(() => Room(call, teamId).FindOwnerAsync(call.Cancellation));

    private static IRoomGrain Room(ImCall call, long teamId) => call.Grains.GetGrain<IRoomGrain>(teamId);

    private static bool TryName(ImCall call, out string name) =>
        call.Body.TryText("name", out name) && name.Length <= MaxNameLength && !name.Any(char.IsControl);

    /// <summary>Those who are named, and whether they go; null for what is no list of users.</summary>
    private static ImmutableArray<(int UserId, bool Goes)>? Members(ImCall call)
    {
        if (call.Body.Array("members") is not { Count: <= MaxMembers } members)
        {
            return null;
        }

        var read = ImmutableArray.CreateBuilder<(int, bool)>(members.Count);
        foreach (var member in members)
        {
            if (!member.TryUser("userId", out var userId) || userId <= 0 || !member.TryText("op", out var word))
            {
                return null;
            }

            read.Add((userId, Removals.Contains(word.ToLowerInvariant())));
        }

        return read.DrainToImmutable();
    }

    private static async Task<ChatError> RequireAsync(ImCall call, ImmutableArray<int> users)
    {
        var profiles = await Task.WhenAll(users.Select(userId => call.ProfileAsync(userId).AsTask()));
        return profiles.Select(profile => profile.Error).FirstOrDefault(error => error is not ChatError.None);
    }
}
