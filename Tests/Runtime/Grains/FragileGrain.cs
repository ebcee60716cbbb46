namespace OrleansChat.Tests.Runtime.Grains;

/// <summary>Odd keys fail in the constructor of their first activation, even ones in <c>OnActivateAsync</c>.</summary>
internal sealed class FragileGrain : Grain, IFragileGrain
{
    private readonly bool _isFirst;

    public FragileGrain(GrainJournal journal)
    {
        _isFirst = journal.NextActivation() == 1;
        if (_isFirst && this.GetPrimaryKeyLong() % 2 == 1)
        {
            throw new InvalidOperationException("not made");
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (_isFirst)
        {
            throw new InvalidOperationException("not activated");
        }
    }

    public Task<string> AskAsync() => Task.FromResult("here");
}
