using System.Net;
using OrleansChat.Hosting;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class AdmissionTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress There = IPAddress.Parse("192.0.2.2");

    private readonly Readiness _readiness = new();
    private readonly SteppedClock _clock = new();

    [Fact]
    public void A_user_has_so_many_sockets_and_one_more_when_one_is_given_back()
    {
        var admission = Admission(new GatewayOptions { SocketsPerUser = 2 });
        var first = admission.Take(Here, 7);
        admission.Take(There, 7);

        Assert.Equal((429, "too many sockets of this user"), Refused(admission.Take(Here, 7)));
        Assert.Null(admission.Take(Here, 8).Refusal);
        first.Dispose();
        Assert.Null(admission.Take(Here, 7).Refusal);
        Assert.Equal(429, admission.Take(Here, 7).Refusal!.Status);
    }

    [Fact]
    public void A_seat_given_back_twice_counts_once()
    {
        var admission = Admission(new GatewayOptions { SocketsPerUser = 2 });
        var first = admission.Take(Here, 7);
        admission.Take(Here, 7);
        first.Dispose();
        first.Dispose();

        Assert.Null(admission.Take(Here, 7).Refusal);
        Assert.Equal(429, admission.Take(Here, 7).Refusal!.Status);
    }

    [Fact]
    public void An_address_has_so_many_sockets_that_have_not_said_whose_they_are()
    {
        var admission = Admission(new GatewayOptions { UnknownSocketsPerAddress = 2 });
        var (first, second) = (admission.Take(Here, 0, isUnknown: true), admission.Take(Here, 0, isUnknown: true));
        Assert.Equal(
            (429, "too many sockets from this address that say nothing"),
            Refused(admission.Take(Here, 0, isUnknown: true)));
        Assert.Null(admission.Take(There, 0, isUnknown: true).Refusal);
        Assert.Null(admission.Take(Here, 7).Refusal);
        Assert.Null(admission.Take(Here, 0).Refusal); // a visitor says nothing because he is nobody

        Assert.True(first.TryName(7));
        Assert.Null(admission.Take(Here, 0, isUnknown: true).Refusal);
        second.Dispose();
        Assert.Null(admission.Take(Here, 0, isUnknown: true).Refusal);
        Assert.Equal(429, admission.Take(Here, 0, isUnknown: true).Refusal!.Status);
        first.Dispose(); // counted as somebody's by now
        Assert.Equal(429, admission.Take(Here, 0, isUnknown: true).Refusal!.Status);
    }

    [Fact]
    public void A_seat_that_is_named_counts_for_its_user()
    {
        var admission = Admission(new GatewayOptions { SocketsPerUser = 2 });
        admission.Take(Here, 7);
        var (one, other) = (admission.Take(Here, 0, isUnknown: true), admission.Take(Here, 0, isUnknown: true));
        Assert.True(one.TryName(7));
        Assert.False(other.TryName(7));
        Assert.Equal(429, admission.Take(Here, 7).Refusal!.Status);
        one.Dispose();
        Assert.True(other.TryName(7));
    }

    [Fact]
    public void A_refused_seat_gives_nothing_back()
    {
        var admission = Admission(new GatewayOptions { MaxSockets = 1 });
        admission.Take(Here, 7);
        admission.Take(Here, 8).Dispose();

        Assert.Equal((503, "the server is full"), Refused(admission.Take(Here, 9)));
    }

    [Fact]
    public void An_address_has_so_many_sockets_whoever_they_speak_for()
    {
        var admission = Admission(new GatewayOptions { SocketsPerAddress = 2 });
        var first = admission.Take(Here, 1);
        admission.Take(Here, 2);

        Assert.Equal((429, "too many sockets from this address"), Refused(admission.Take(Here, 3)));
        Assert.Null(admission.Take(There, 3).Refusal);
        first.Dispose();
        Assert.Null(admission.Take(Here, 3).Refusal);
    }

    [Fact]
    public void An_address_may_knock_so_often_in_a_window_and_again_after_it()
    {
        var admission = Admission(
            new GatewayOptions { HandshakesPerAddress = 3, HandshakeWindow = TimeSpan.FromSeconds(10) });
        for (var i = 0; i < 3; i++)
        {
            admission.Take(Here, 0).Dispose();
        }

        Assert.Equal((429, "too many handshakes from this address"), Refused(admission.Take(Here, 0)));
        _clock.Move(TimeSpan.FromSeconds(10));
        Assert.Equal(429, admission.Take(Here, 0).Refusal!.Status);
        _clock.Move(TimeSpan.FromMilliseconds(1));
        Assert.Null(admission.Take(Here, 0).Refusal);
    }

    [Fact]
    public void Where_limits_are_off_the_node_is_still_full_at_last()
    {
        var admission = Admission(new GatewayOptions
        {
            Strict = false,
            SocketsPerUser = 1,
            SocketsPerAddress = 1,
            HandshakesPerAddress = 1,
            MaxSockets = 3,
        });

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(admission.Take(Here, 7).Refusal));
        Assert.Equal(503, admission.Take(Here, 7).Refusal!.Status);
    }

    [Fact]
    public void Nobody_is_let_in_while_the_node_is_not_ready()
    {
        var admission = Admission(new GatewayOptions());
        _readiness.Block("database");

        Assert.Equal((503, "the server is not ready"), Refused(admission.Take(Here, 7)));
        _readiness.Clear("database");
        Assert.Null(admission.Take(Here, 7).Refusal);
    }

    private static (int Status, string Reason) Refused(Seat seat) => (seat.Refusal!.Status, seat.Refusal.Reason);

    private Admission Admission(GatewayOptions options) => new(options, _readiness, _clock);
}
