using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Rooms;
using OrleansChat.Tests.Protocols.Chat33;

namespace OrleansChat.Tests.Runtime;

[Collection(nameof(Chat33Tests))]
public sealed class EmbeddedRoomTests(Chat33Host server)
{
    [Fact]
    public async Task A_room_that_was_activated_anew_reaches_those_who_listened_before()
    {
        using var owner = await server.UserAsync("Owner");
        using var member = await server.UserAsync("Member");
        var roomId = await Chat33Host.RoomAsync(owner, member);
        await using var owners = await owner.OpenSocketAsync();
        await using var members = await member.OpenSocketAsync();
        await owners.SendAsync(Chat33Client.SayInRoom(roomId, "before", "hello"));
        await members.ExpectAsync("the first message", frame => Chat33Client.IsMessage(frame, "before"));

        await ForgetAsync(roomId);
        await owners.SendAsync(Chat33Client.SayInRoom(roomId, "after", "still there?"));

        await owners.ExpectAsync("the echo", frame => Chat33Client.IsMessage(frame, "after"));
        var told = await members.ExpectAsync("the second message", frame => Chat33Client.IsMessage(frame, "after"));
        Assert.Equal("Owner", told.GetProperty("senderInfo").GetProperty("nickname").GetString());
    }

    /// <summary>Ends the room's activation, as a failed write or the loss of its node does: who listens is
    /// forgotten.</summary>
    private async Task ForgetAsync(string roomId)
    {
        var id = server.Host.Grains.GetGrain<IRoomGrain>(long.Parse(roomId, CultureInfo.InvariantCulture)).GetGrainId();
        var catalog = server.Host.Services.GetRequiredService<Catalog>();
        var activation = catalog.Activations.Single(one => one.GrainId == id);
        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "a test"));
        while (catalog.Activations.Contains(activation))
        {
            await Task.Delay(5);
        }
    }
}
