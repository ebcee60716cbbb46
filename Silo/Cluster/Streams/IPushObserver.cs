namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>The end of one stream in a process with subscribers, as the publishers of other processes call
/// it.</summary>
[Alias("streams.push-observer")]
internal interface IPushObserver : IGrainObserver
{
    /// <summary>Takes a batch, once: a repetition is dropped. Answers when there is room for what comes next.</summary>
    /// <returns>False when nobody subscribes here any more.</returns>
    /// <remarks>Not one-way: the sender keeps one batch under way and waits for this answer.</remarks>
    [Alias("push"), ResponseTimeout("00:00:02")]
    Task<bool> PushAsync<T>(PushBatch<T> batch);
}
