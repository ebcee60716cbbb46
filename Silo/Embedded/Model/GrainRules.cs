using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace OrleansChat.Silo.Embedded.Model;

/// <summary>What the embedded runtime refuses: whatever of the Orleans model it would not honour.</summary>
/// <remarks>Attributes are allowed by name, so that one which the vocabulary gains is refused until somebody
/// implements it.</remarks>
internal static class GrainRules
{
    private static readonly HashSet<Type> ClassAttributes =
        [typeof(GrainTypeAttribute), typeof(ReentrantAttribute), typeof(AliasAttribute)];

    private static readonly HashSet<Type> InterfaceAttributes = [typeof(AliasAttribute)];

    private static readonly HashSet<Type> MethodAttributes =
    [
        typeof(AliasAttribute), typeof(IdAttribute), typeof(ReadOnlyAttribute), typeof(AlwaysInterleaveAttribute),
        typeof(OneWayAttribute), typeof(ResponseTimeoutAttribute),
    ];

    private static readonly HashSet<Type> ParameterAttributes =
        [typeof(PersistentStateAttribute), typeof(ImmutableAttribute), typeof(IdAttribute)];

    private static readonly HashSet<Type> Interfaces =
    [
        typeof(IAddressable), typeof(IGrain), typeof(IGrainBase),
        typeof(IGrainWithIntegerKey), typeof(IGrainWithStringKey),
    ];

    private static readonly HashSet<Type> PlainReturns = [typeof(Task), typeof(ValueTask), typeof(void)];

    private static readonly HashSet<Type> GenericReturns = [typeof(Task<>), typeof(ValueTask<>)];

    public static bool IsGrainInterface(Type type) =>
        type.IsInterface && typeof(IGrain).IsAssignableFrom(type) && !Interfaces.Contains(type);

    public static void CheckClass(Type type)
    {
        Require(!type.IsGenericType, type, "is generic");
        Require(typeof(IGrainBase).IsAssignableFrom(type), type, "does not derive from Grain");
        Require(type.GetInterfaces().Any(IsGrainInterface), type, "implements no grain interface");
        CheckAttributes(type, ClassAttributes, type.Name);
        foreach (var foreign in type.GetInterfaces().Where(IsOrleans).Where(one => !Interfaces.Contains(one)))
        {
            Refuse(type, $"implements {foreign.Name}");
        }

        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var method in type.GetMethods(All | BindingFlags.DeclaredOnly))
        {
            CheckAttributes(method, [], $"{type.Name}.{method.Name}"); // they count on the interface only
        }

        foreach (var parameter in SingleConstructorOf(type).GetParameters())
        {
            CheckAttributes(parameter, ParameterAttributes, $"{type.Name}({parameter.Name})");
        }
    }

    public static void CheckInterface(Type type)
    {
        Require(!type.IsGenericType, type, "is generic");
        Require(type.IsVisible, type, "is not public");
        var byInteger = typeof(IGrainWithIntegerKey).IsAssignableFrom(type);
        var byString = typeof(IGrainWithStringKey).IsAssignableFrom(type);
        Require(byInteger ^ byString, type, "has not exactly one kind of key");
        Require(type.GetProperties().Length == 0 && type.GetEvents().Length == 0, type, "has a property or an event");
        CheckAttributes(type, InterfaceAttributes, type.Name);
        foreach (var method in InterfaceMethods.Of(type))
        {
            CheckMethod(type, method);
        }
    }

    public static ConstructorInfo SingleConstructorOf(Type type)
    {
        var constructors = type.GetConstructors();
        Require(constructors.Length == 1, type, "has not exactly one public constructor");
        return constructors[0];
    }

    public static Type StateTypeOf(Type grainClass, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        Require(
            type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>),
            grainClass,
            $"puts [PersistentState] on {parameter.Name}, which is no IPersistentState<T>");
        var state = type.GetGenericArguments()[0];
        Require(
            state.IsValueType || state.GetConstructor(Type.EmptyTypes) is not null,
            grainClass,
            $"keeps a {state.Name}, which has no parameterless constructor");
        return state;
    }

    private static void CheckMethod(Type type, MethodInfo method)
    {
        CheckAttributes(method, MethodAttributes, $"{type.Name}.{method.Name}");
        Require(!method.IsGenericMethod, type, $"has a generic method {method.Name}");
        var result = method.ReturnType;
        Require(
            PlainReturns.Contains(result)
                || (result.IsGenericType && GenericReturns.Contains(result.GetGenericTypeDefinition())),
            type,
            $"has a method {method.Name} that returns {result.Name}");
        var isOneWay = method.IsDefined(typeof(OneWayAttribute));
        Require(isOneWay || result != typeof(void), type, $"has a void method {method.Name} without [OneWay]");
        Require(!isOneWay || PlainReturns.Contains(result), type, $"has a [OneWay] method {method.Name} with a result");
        foreach (var parameter in method.GetParameters())
        {
            CheckAttributes(parameter, ParameterAttributes, $"{type.Name}.{method.Name}({parameter.Name})");
            Require(!parameter.ParameterType.IsByRef, type, $"has a method {method.Name} with a ref or out parameter");
        }
    }

    private static void CheckAttributes(ICustomAttributeProvider target, HashSet<Type> allowed, string name)
    {
        foreach (var attribute in target.GetCustomAttributes(inherit: true).Select(one => one.GetType()))
        {
            if (IsOrleans(attribute) && !allowed.Contains(attribute))
            {
                var shown = attribute.Name.Replace(nameof(Attribute), "", StringComparison.Ordinal);
                throw new NotSupportedException($"The embedded runtime refuses {name}: it carries [{shown}].");
            }
        }
    }

    private static bool IsOrleans(Type type) =>
        type.Namespace is "Orleans" || type.Namespace?.StartsWith("Orleans.", StringComparison.Ordinal) is true;

    private static void Require(bool holds, Type type, string fault)
    {
        if (!holds)
        {
            Refuse(type, fault);
        }
    }

    private static void Refuse(Type type, string fault) =>
        throw new NotSupportedException($"The embedded runtime refuses {type.Name}: it {fault}.");
}
