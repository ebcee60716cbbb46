using Orleans.Runtime;

namespace OrleansChat.Durability;

/// <summary>Writes the state of a grain so that memory never runs ahead of the table.</summary>
internal static class StateStoring
{
    /// <summary>Stores a state. When that fails, the outcome is unknown: memory goes back and the activation
    /// ends.</summary>
    /// <param name="stored">The grain's state.</param>
    /// <param name="next">What it becomes.</param>
    /// <param name="giveUp">The grain's <c>DeactivateOnIdle</c>: the next activation reads what is there.</param>
    public static async Task StoreAsync<TState>(this IPersistentState<TState> stored, TState next, Action giveUp)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            giveUp();
            throw;
        }
    }
}
