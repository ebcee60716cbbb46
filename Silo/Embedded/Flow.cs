namespace OrleansChat.Silo.Embedded;

/// <summary>The execution context (async locals) of threads that run turns: each request starts with none.</summary>
internal static class Flow
{
    private static readonly ExecutionContext Nothing = CaptureEmpty();

    /// <summary>A context without values.</summary>
    public static ExecutionContext Empty() => Nothing;

    /// <summary>The context of this thread, or null where the flow is suppressed.</summary>
    public static ExecutionContext? Current() => ExecutionContext.Capture();

    /// <summary>Makes a context the one of this thread.</summary>
    public static void Restore(ExecutionContext flow)
    {
        if (!ReferenceEquals(ExecutionContext.Capture(), flow))
        {
            ExecutionContext.Restore(flow);
        }
    }

    private static ExecutionContext CaptureEmpty()
    {
        // A new thread started without flow has the empty context; there is no other way to get at it.
        ExecutionContext? captured = null;
        var thread = new Thread(() => captured = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return captured!;
    }
}
