namespace OrleansChat.Tests.Gateway;

/// <summary>Waits for what happens soon, but not at once.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<bool> condition)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "It did not happen.");
            await Task.Delay(10);
        }
    }
}
