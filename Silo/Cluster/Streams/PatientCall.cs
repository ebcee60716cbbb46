namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Makes a call again until it succeeds or patience ends, with growing pauses.</summary>
internal static class PatientCall
{
    /// <summary>Asks.</summary>
    /// <returns>The answer, or the last fault.</returns>
    public static async Task<(TAnswer? Answer, Exception? Fault)> AskAsync<TState, TAnswer>(
        TState state, Func<TState, Task<TAnswer>> call, PushStreamOptions options, TimeProvider clock)
    {
        var startedAt = clock.GetTimestamp();
        for (var pause = options.Pause; ; pause *= 2)
        {
            try
            {
                return (await call(state), null);
            }
#pragma warning disable CA1031 // whatever it is: asked again, then given to the caller
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (clock.GetElapsedTime(startedAt) + pause > options.Patience)
                {
                    return (default, exception);
                }
            }

            await Task.Delay(pause, clock, CancellationToken.None);
        }
    }
}
