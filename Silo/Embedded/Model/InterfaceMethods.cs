using System.Reflection;
using Orleans.Concurrency;

namespace OrleansChat.Silo.Embedded.Model;

/// <summary>The methods of a grain interface, inherited ones included.</summary>
internal static class InterfaceMethods
{
    public static MethodInfo[] Of(Type grainInterface) =>
    [
        .. new[] { grainInterface }.Concat(grainInterface.GetInterfaces())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance)),
    ];

    public static MethodContract Describe(Type grainInterface, MethodInfo method) => new(
        $"{grainInterface.Name}/{method.Name}",
        InterleavingOf(method),
        method.IsDefined(typeof(OneWayAttribute)),
        method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout);

    private static Interleaving InterleavingOf(MethodInfo method)
    {
        if (method.IsDefined(typeof(AlwaysInterleaveAttribute)))
        {
            return Interleaving.Always;
        }

        return method.IsDefined(typeof(ReadOnlyAttribute)) ? Interleaving.ReadOnly : Interleaving.Never;
    }
}
