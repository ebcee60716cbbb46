using System.Globalization;

namespace Orleans.Runtime;

/// <summary>The embedded runtime's hook for the constructor of a grain; nobody else sets it.</summary>
internal static class EmbeddedActivation
{
    [ThreadStatic]
    internal static IGrainContext? Current;
}

public readonly record struct GrainType(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct IdSpan(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct GrainId(GrainType Type, IdSpan Key)
{
    public static GrainId Create(string type, string key) => new(new GrainType(type), new IdSpan(key));

    /// <summary>Orleans writes integer keys in upper-case hexadecimal.</summary>
    public static GrainId Create(string type, long key) =>
        new(new GrainType(type), new IdSpan(key.ToString("X", CultureInfo.InvariantCulture)));

    public long GetIntegerKey() => long.Parse(Key.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public override string ToString() => $"{Type}/{Key}";
}

public interface IGrainReference : IAddressable
{
    GrainId GrainId { get; }
}

public interface IGrainContext
{
    GrainId GrainId { get; }

    IServiceProvider ActivationServices { get; }

    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

    internal void DelayDeactivation(TimeSpan timeSpan);

    internal IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options);
}

public interface IGrainTimer : IDisposable
{
    void Change(TimeSpan dueTime, TimeSpan period);
}

public readonly struct GrainTimerCreationOptions()
{
    public TimeSpan DueTime { get; init; }

    public TimeSpan Period { get; init; }

    public bool Interleave { get; init; }

    public bool KeepAlive { get; init; }
}

public interface IPersistentState<TState>
{
    TState State { get; set; }

    string? Etag { get; }

    bool RecordExists { get; }

    Task ReadStateAsync();

    Task WriteStateAsync();

    Task ClearStateAsync();
}

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    public string StateName { get; } = stateName;

    public string? StorageName { get; } = storageName;
}

public readonly record struct StreamId(string Namespace, string Key)
{
    public static StreamId Create(string ns, string key) => new(ns, key);

    public string GetNamespace() => Namespace;

    public string GetKeyAsString() => Key;
}

public class OrleansException : Exception
{
    public OrleansException()
    {
    }

    public OrleansException(string message)
        : base(message)
    {
    }

    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

public class LimitExceededException(string message) : OrleansException(message);

public class OrleansMessageRejectionException(string message, Exception? innerException = null)
    : OrleansException(message, innerException!);
