using System.Diagnostics;

namespace OrleansChat.Silo.Storage;

/// <summary>The spans of one commit: one for each recorded call whose row is in it, and one for the statement that they
/// share. None when nobody listens.</summary>
/// <remarks>The statement can have one parent only: the first call's. The others are linked to it.</remarks>
internal sealed class CommitSpans : IDisposable
{
    /// <summary>The name to listen to.</summary>
    internal const string SourceName = "OrleansChat.Storage";

    private static readonly ActivitySource Source = new(SourceName);

    private readonly List<Activity> _spans;
    private bool _isAnswered;

    private CommitSpans(List<Activity> spans) => _spans = spans;

    /// <summary>Begins a try; what the driver records belongs to it.</summary>
    internal static CommitSpans? Begin(List<AppendRequest> requests)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        Activity.Current = null; // the writer's own flow is as old as the writer
        var spans = new List<Activity>();
        foreach (var trace in requests.SelectMany(request => request.Batch.Traces))
        {
            if (Source.StartActivity("log.append", ActivityKind.Internal, trace) is { } append)
            {
                spans.Add(append);
            }
        }

        if (spans.Count == 0)
        {
            return null;
        }

        var commit = Source.StartActivity(
            "log.commit",
            ActivityKind.Internal,
            spans[0].Context,
            [new("chat.rows", requests.Sum(request => request.Batch.Messages.Length))],
            spans.Skip(1).Select(append => new ActivityLink(append.Context)));
        if (commit is not null)
        {
            spans.Add(commit);
        }

        return new CommitSpans(spans);
    }

    /// <summary>The database has answered; without it the try failed.</summary>
    internal void Answered() => _isAnswered = true;

    public void Dispose()
    {
        for (var i = _spans.Count - 1; i >= 0; i--)
        {
            _spans[i].SetStatus(_isAnswered ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
            _spans[i].Stop();
        }
    }
}
