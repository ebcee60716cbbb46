namespace Orleans.Concurrency;

[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute(int maxLocalWorkers = -1) : Attribute
{
    public int MaxLocalWorkers { get; } = maxLocalWorkers;
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    public string CallbackMethodName { get; } = callbackMethodName;
}
