using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33.Authorization;

/// <summary>One caller, one row: fills the names in, asks, and says what was answered.</summary>
internal sealed partial class Cell(World world, MatrixRow row, string caller)
{
    public const string Silence = "silence";
    public const string NoHandshake = "401";

    /// <summary>Events whose answer carries no id but has a number of its own.</summary>
    private static readonly Dictionary<int, int> LastAnswers = new() { [27] = 29, [42] = 43, [45] = 47 };

    private static readonly string[] EndOfSession = ["/user/logout"];
    private static int _keys;
    private readonly string _key = string.Create(CultureInfo.InvariantCulture, $"cell-{Interlocked.Increment(ref _keys)}");
    private readonly Dictionary<string, string> _names = [];

    /// <summary>What was answered, in the words of the table; <paramref name="expected"/> says only how long to
    /// listen.</summary>
    public async Task<string> AskAsync(string expected) =>
        row.IsEvent ? await SendAsync(expected) : await PostAsync();

    /// <summary>What came back, byte by byte.</summary>
    public async Task<string> ReadAsync()
    {
        using var answer = await world.Caller(caller).SendAsync(row.Call, await FillAsync());
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> PostAsync()
    {
        var body = row.Body == "-" ? "" : await FillAsync();
        using var own = World.HasSession(caller) && EndOfSession.Contains(row.Call) ? await world.NewSessionAsync(caller) : null;
        using var answer = await (own ?? world.Caller(caller)).SendAsync(row.Call, body);
        if (answer.StatusCode is not HttpStatusCode.OK)
        {
            return string.Create(CultureInfo.InvariantCulture, $"status {(int)answer.StatusCode}");
        }

        var envelope = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var result = envelope.GetProperty(envelope.TryGetProperty("result", out _) ? "result" : "code").GetRawText();
        var isBare = envelope.GetProperty("data").GetRawText() == "{}";
        return result == "0" || isBare || row.Call.StartsWith("/v1/", StringComparison.Ordinal) ? result : $"{result} with data";
    }

    private async Task<string> SendAsync(string expected)
    {
        if (world.Socket(caller) is not { } socket)
        {
            await using var opened = await World.TryOpenSocketAsync(world.Caller(caller));
            return opened is null ? NoHandshake : "a handshake";
        }

        await socket.SendAsync(await FillAsync());
        if (expected == Silence)
        {
            await socket.SendAsync("no JSON");
            var next = await socket.ExpectAsync(
                $"the answer to {row} of {caller}, or to what follows", frame => IsAnswer(frame) || IsCode(frame, -1005));
            return IsAnswer(next) ? CodeOf(next) : Silence;
        }

        return CodeOf(await socket.ExpectAsync($"the answer to {row} of {caller}", IsAnswer));
    }

    private bool IsAnswer(JsonElement frame) =>
        (frame.TryGetProperty("msgId", out var id) && id.GetString() == _key)
        || (LastAnswers.TryGetValue(Event(), out var last) && Chat33Client.IsEvent(frame, last));

    private int Event() => int.Parse(row.Call.AsSpan("event ".Length), NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsCode(JsonElement frame, int code) =>
        frame.TryGetProperty("code", out var member) && member.GetInt32() == code;

    private static string CodeOf(JsonElement frame) =>
        frame.TryGetProperty("code", out var code) ? code.GetRawText() : "0";

    private async Task<string> FillAsync()
    {
        foreach (Match name in Name().Matches(row.Body))
        {
            if (!_names.ContainsKey(name.Value))
            {
                _names[name.Value] = await ResolveAsync(name.Value);
            }
        }

        return Name().Replace(row.Body, name => _names[name.Value]);
    }

    /// <summary>Who has no session is refused before anybody looks at what he names.</summary>
    private Task<string> ResolveAsync(string name) => name switch
    {
        "$key" => Task.FromResult(_key),
        "$nobody" => Task.FromResult("999999999"),
        "$mobile" => Task.FromResult(Chat33Host.NextMobile()),
        "$uid" => Task.FromResult(Chat33Mapping.Uid(world.User.UserId)),
        "$user" => Task.FromResult(world.User.Id),
        "$other" => Task.FromResult(world.Other.Id),
        "$manager" => Task.FromResult(world.Caller("manager").Id),
        "$owner" => Task.FromResult(world.Caller("owner").Id),
        "$room" => Task.FromResult(world.RoomId),
        "$chatRoom" => Task.FromResult(world.ChatRoomId),
        "$closedChatRoom" => Task.FromResult(world.ClosedChatRoomId),
        "$newChatRoom" => world.NewChatRoomAsync(),
        "$enteredChatRoom" when world.Socket(caller) is { } socket => EnterAsync(socket),
        _ when !World.HasSession(caller) => Task.FromResult("1"),
        "$me" => Task.FromResult(world.Caller(caller).Id),
        "$newRoom" => world.NewRoomAsync(),
        "$newAskRoom" => world.NewRoomAsync(joinPermission: 1),
        "$newClosedRoom" => world.NewRoomAsync(joinPermission: 3),
        "$newcomer" => NewUserAsync(),
        "$newFriend" => NewFriendAsync(),
        "$applicant" => ApplicantAsync(),
        "$roomApplicant" => RoomApplicantAsync(_names["$newRoom"]),
        "$message" => world.SayInRoomAsync("other"),
        "$snapMessage" => world.SayInRoomAsync("other", isSnap: true),
        "$managerMessage" => world.SayInRoomAsync("manager"),
        "$ownerMessage" => world.SayInRoomAsync("owner"),
        "$ownMessage" => OwnMessageAsync(),
        "$friendMessage" => world.SayToAsync("user", world.Caller("friend")),
        "$ownFriendMessage" => world.SayToAsync("friend", world.User),
        _ => throw new InvalidDataException($"{Matrix.File} has no name {name}."),
    };

    private async Task<string> EnterAsync(WireSocket socket)
    {
        var groupId = await world.NewChatRoomAsync();
        await socket.SendAsync(JsonSerializer.Serialize(new { eventType = 1, msgId = "in " + _key, groupId }));
        await socket.ExpectAsync("the entrance", frame => Chat33Client.IsEvent(frame, 1) && IsCode(frame, 0));
        return groupId;
    }

    private Task<string> OwnMessageAsync() => caller switch
    {
        "member" or "manager" or "owner" => world.SayInRoomAsync(caller),
        "ex-member" => Task.FromResult(world.MessageOfBefore),
        _ => world.SayInRoomAsync("other"),
    };

    private async Task<string> NewUserAsync()
    {
        using var user = await world.UserAsync("somebody");
        return user.Id;
    }

    private async Task<string> NewFriendAsync()
    {
        using var user = await world.UserAsync("friend");
        await Chat33Host.BefriendAsync(user, world.Caller("friend"));
        return user.Id;
    }

    private async Task<string> ApplicantAsync()
    {
        using var user = await world.UserAsync("applicant");
        await user.CallAsync("/friend/add", new { id = world.Caller(caller).Id });
        return user.Id;
    }

    private async Task<string> RoomApplicantAsync(string roomId)
    {
        await world.Caller("owner").CallAsync("/room/setPermission", new { roomId, joinPermission = 1 });
        using var user = await world.UserAsync("applicant");
        await user.CallAsync("/room/joinRoomApply", new { roomId });
        return user.Id;
    }

    [GeneratedRegex(@"\$[a-zA-Z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
