using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Architecture;

/// <summary>What the Orleans analyzers would say (ORLEANS0004, 0010, 0011, 0012), for builds that do not have
/// them.</summary>
public sealed class MessageShapeTests
{
    private static readonly Type[] Contracts =
        [.. typeof(ChatError).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("OrleansChat", StringComparison.Ordinal) is true)];

    private static readonly Type[] Messages =
    [
        .. Contracts.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
            && !type.IsAssignableTo(typeof(Exception))), // what those carry is the framework's
    ];

    private static readonly Type[] GrainInterfaces =
        [.. Contracts.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

    public static TheoryData<Type> AllMessages => new(Messages);

    public static TheoryData<Type> AllGrainInterfaces => new(GrainInterfaces);

    [Fact]
    public void Aliases_are_unique() =>
        Assert.Distinct(Messages.Concat(GrainInterfaces).Select(type => Alias(type) ?? type.FullName!));

    [Theory]
    [MemberData(nameof(AllMessages))]
    public void A_message_has_an_alias_and_cannot_change(Type message)
    {
        Assert.False(string.IsNullOrEmpty(Alias(message)));
        Assert.True(message.IsEnum || message.IsDefined(typeof(ImmutableAttribute), inherit: false));
        Assert.True(message.IsSealed);
        Assert.All(Carried(message), property => Assert.True(
            IsReadOnly(property) && IsImmutable(property.PropertyType), $"{message.Name}.{property.Name}"));
    }

    [Theory]
    [MemberData(nameof(AllMessages))]
    public void Ids_count_up_from_zero(Type message)
    {
        var ids = Carried(message).Select(property => property.GetCustomAttribute<IdAttribute>()?.Id).Order().ToArray();

        Assert.Equal(Enumerable.Range(0, ids.Length).Select(id => (uint?)id), ids);
    }

    [Theory]
    [MemberData(nameof(AllGrainInterfaces))]
    public void A_grain_interface_and_its_methods_have_aliases(Type grain)
    {
        var methods = grain.GetMethods();

        Assert.False(string.IsNullOrEmpty(Alias(grain)));
        Assert.All(methods, method => Assert.False(string.IsNullOrEmpty(Alias(method)), method.Name));
        Assert.Distinct(methods.Select(Alias));
    }

    [Theory]
    [MemberData(nameof(AllGrainInterfaces))]
    public void Grains_are_asked_in_messages(Type grain)
    {
        var carried = grain.GetMethods()
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)
                .Concat(method.ReturnType.GetGenericArguments()))
            .Where(type => type != typeof(CancellationToken));

        Assert.All(carried, type => Assert.True(IsImmutable(type), $"{grain.Name} carries {type}"));
    }

    private static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    /// <summary>What travels: properties that are not computed from others.</summary>
    private static IEnumerable<PropertyInfo> Carried(Type message) => message
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is not null);

    private static bool IsReadOnly(PropertyInfo property) =>
        property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsImmutable(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsGenericParameter
        || type == typeof(string) || type == typeof(Guid) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan)
        || (Nullable.GetUnderlyingType(type) is { } inner && IsImmutable(inner))
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Reply<>) && IsImmutable(type.GetGenericArguments()[0]))
        || (!type.IsGenericType && type.IsDefined(typeof(ImmutableAttribute), inherit: false))
        || (type.IsGenericType
            && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            && IsImmutable(type.GetGenericArguments()[0]));
}
