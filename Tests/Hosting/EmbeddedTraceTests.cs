using System.Diagnostics;
using OrleansChat.Tests.Gateway;
using OrleansChat.Tests.Protocols.Chat33;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Hosting;

public sealed class EmbeddedTraceTests(Chat33Host server) : IClassFixture<Chat33Host>
{
    [Fact]
    public async Task One_message_is_one_trace_from_socket_to_grain_to_log_to_SQL()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var first = anna;
        using var second = bert;
        await using var annas = await anna.OpenSocketAsync();
        using var spans = new SpanListener(
            "OrleansChat.Gateway", "OrleansChat.Grains", "OrleansChat.Storage", "Npgsql");

        await annas.SendAsync(Chat33Client.Say(bert.UserId, "m1", "hello"));
        await annas.ExpectAsync("the answer", frame => Chat33Client.IsMessage(frame, "m1"));

        Activity[] chain = [];
        await Eventually.TrueAsync(() => (chain = Chain(spans.Ended)).Length == 5); // the socket's ends after the answer
        Assert.Equal(
            ["OrleansChat.Gateway", "OrleansChat.Grains", "OrleansChat.Storage", "OrleansChat.Storage", "Npgsql"],
            chain.Select(span => span.Source.Name));
        Assert.Equal(["log.append", "log.commit"], chain[2..4].Select(span => span.OperationName));
        Assert.Equal(default, chain[0].ParentSpanId); // a trace of its own, not a part of the handshake's
        Assert.Single(chain.Select(span => span.TraceId).Distinct());
    }

    [Fact]
    public async Task Calls_of_grains_are_counted_by_their_kind()
    {
        var (anna, bert) = await server.FriendsAsync();
        using var first = anna;
        using var second = bert;

        var page = await server.Host.Admin.GetStringAsync("/metrics");

        Assert.Matches("(?m)^grains_calls_total\\{grain=\"friendship\"\\} [1-9]", page);
    }

    /// <summary>From a statement up to the socket of chat33, of a message to a friend; empty while one of them has not
    /// ended. Other tests run beside this one, and post to rooms and over other protocols.</summary>
    private static Activity[] Chain(Activity[] ended)
    {
        var bySpan = ended.ToDictionary(span => span.SpanId);
        return ended
            .Where(span => span.Source.Name == "Npgsql")
            .Select(statement => Up(statement, bySpan))
            .FirstOrDefault(
                chain => chain.Length == 5
                    && chain[0].OperationName == "chat.frame"
                    && chain[0].GetTagItem("chat.protocol") is "Chat33"
                    && chain[1].GetTagItem("grain.type") is "friendship",
                []);
    }

    private static Activity[] Up(Activity leaf, Dictionary<ActivitySpanId, Activity> bySpan)
    {
        var chain = new Stack<Activity>();
        for (Activity? span = leaf; span is not null; span = bySpan.GetValueOrDefault(span.ParentSpanId))
        {
            chain.Push(span);
        }

        return [.. chain];
    }
}
