using System.Diagnostics;
using System.Text.Json;
using OrleansChat.Benchmarks.Measuring;
using OrleansChat.Benchmarks.Server;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>Calls about one room, one at a time.</summary>
/// <param name="setup">Makes the calls.</param>
/// <param name="owner">The room's owner.</param>
/// <param name="guests">Who come and go.</param>
/// <param name="roomId">The room.</param>
/// <param name="meter">Reads what was used.</param>
internal sealed class RoomCalls(
    ChatSetup setup, ChatUser owner, ChatUser[] guests, string roomId, ServerMeter meter)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2); // until counts were told and leases renewed

    /// <summary>Reads the room, one member and all members; brings the guests in one by one and lets them
    /// leave.</summary>
    /// <param name="time">For each kind of call.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<CallCost>> MeasureAsync(TimeSpan time, CancellationToken cancellation) =>
    [
        await MeasureAsync("info", () => CallAsync(owner, "/room/info", new { roomId }, cancellation), time, cancellation),
        await MeasureAsync(
            "userInfo",
            () => CallAsync(owner, "/room/userInfo", new { roomId, userId = owner.Id }, cancellation),
            time,
            cancellation),
        .. await ComeAndGoAsync(2 * time, cancellation),
        await MeasureAsync(
            "userList", () => CallAsync(owner, "/room/userList", new { roomId }, cancellation), time, cancellation),
    ];

    private Task<JsonElement> CallAsync(ChatUser user, string path, object body, CancellationToken cancellation) =>
        setup.CallAsync(user, path, body, cancellation);

    private async Task<CallCost> MeasureAsync(
        string name, Func<Task> call, TimeSpan time, CancellationToken cancellation)
    {
        await call(); // what the first one wakes is not counted
        var cost = new CallCost(name);
        var started = Stopwatch.GetTimestamp();
        var before = await meter.ReadAsync(cancellation);
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            await cost.TimeAsync(call);
        }

        cost.Add(new Consumption(before, await meter.ReadAsync(cancellation)));
        return cost;
    }

    private async Task<CallCost[]> ComeAndGoAsync(TimeSpan time, CancellationToken cancellation)
    {
        var (joining, leaving) = (new CallCost("join"), new CallCost("leave"));
        var started = Stopwatch.GetTimestamp();
        do
        {
            await ForEachGuestAsync(
                joining,
                guest => CallAsync(owner, "/room/joinRoomInvite", new { roomId, users = new[] { guest.Id } }, cancellation),
                cancellation);
            await ForEachGuestAsync(
                leaving, guest => CallAsync(guest, "/room/loginOut", new { roomId }, cancellation), cancellation);
        }
        while (Stopwatch.GetElapsedTime(started) < time);
        return [joining, leaving];
    }

    private async Task ForEachGuestAsync(CallCost cost, Func<ChatUser, Task> call, CancellationToken cancellation)
    {
        var before = await meter.ReadAsync(cancellation);
        foreach (var guest in guests)
        {
            await cost.TimeAsync(() => call(guest));
        }

        await Task.Delay(Settling, TimeProvider.System, cancellation);
        cost.Add(new Consumption(before, await meter.ReadAsync(cancellation)));
    }
}
