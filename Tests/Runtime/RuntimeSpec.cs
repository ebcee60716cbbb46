using OrleansChat.Tests.Runtime.Grains;

namespace OrleansChat.Tests.Runtime;

/// <summary>A runtime per test, and how to wait for it.</summary>
public abstract class RuntimeSpec : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected IGrainHost Host { get; private set; } = null!;

    protected IGrainFactory Grains => Host.Grains;

    protected GrainJournal Journal => Host.Journal;

    public async Task InitializeAsync() => Host = await StartHostAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    protected abstract Task<IGrainHost> StartHostAsync();

    /// <summary>Lets time pass in small steps until the task is finished.</summary>
    protected async Task PassUntilAsync(Task task, string what)
    {
        for (var steps = 0; !task.IsCompleted; steps++)
        {
            Assert.True(steps < 600, $"Still waiting for {what} after {steps} steps of time");
            await Host.PassAsync(TimeSpan.FromMilliseconds(100));
            await Task.Delay(2);
        }
    }

    /// <summary>Asks until the answer is the wanted one.</summary>
    protected async Task UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isWanted, string what)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await ask();
            if (isWanted(answer))
            {
                return;
            }

            Assert.True(tries < 600, $"Waited for {what}, last saw {answer}");
            await Host.PassAsync(TimeSpan.FromMilliseconds(50));
            await Task.Delay(2);
        }
    }
}
