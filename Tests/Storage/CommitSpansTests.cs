using System.Diagnostics;
using OrleansChat.Conversations;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class CommitSpansTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Rows_of_two_traces_show_in_both_and_the_commit_is_linked_to_the_second()
    {
        using var spans = new SpanListener("OrleansChat.Storage");
        ActivityContext[] callers = [Caller(), Caller()];
        var batch = new LogBatch("r:1", [Row(1), Row(2)], []) { Traces = [.. callers] };

        Assert.Equal(AppendResult.Committed, (await database.Log.AppendAsync(batch)).Result);

        await Gateway.Eventually.TrueAsync(() => Of(spans, callers[0], "log.append").Length == 1
            && Of(spans, callers[1], "log.append").Length == 1
            && Of(spans, callers[0], "log.commit").Length == 1);
        var first = Assert.Single(Of(spans, callers[0], "log.append"));
        var second = Assert.Single(Of(spans, callers[1], "log.append"));
        var commit = Assert.Single(Of(spans, callers[0], "log.commit"));
        Assert.Equal(callers[0].SpanId, first.ParentSpanId);
        Assert.Equal(callers[1].SpanId, second.ParentSpanId);
        Assert.Equal(first.SpanId, commit.ParentSpanId);
        Assert.Equal(second.SpanId, Assert.Single(commit.Links).Context.SpanId);
        Assert.Equal(2, commit.GetTagItem("chat.rows"));
        Assert.All([first, second, commit], span => Assert.Equal(ActivityStatusCode.Ok, span.Status));
    }

    private static Activity[] Of(SpanListener spans, ActivityContext caller, string name) =>
        [.. spans.Ended.Where(span => span.TraceId == caller.TraceId && span.OperationName == name)];

    private static ActivityContext Caller() => new(
        ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

    private static ChatMessage Row(long seq) =>
        new("r:1", seq, seq * 512, 1, $"k{seq}", MessageKind.Text, "{}", false, seq, null);
}
