namespace OrleansChat.Tests.Bridges;

/// <summary>Waits for what happens soon, but not at once.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task IsAsync(string what, Func<Task<bool>> condition)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, $"It did not happen: {what}.");
            await Task.Delay(10);
        }
    }
}
