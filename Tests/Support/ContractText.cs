using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Runtime;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Support;

/// <summary>What nodes and rows call things, as text: names that outlive the classes which they were given to.</summary>
internal static class ContractText
{
    private const string Product = "OrleansChat";

    private static readonly JsonSerializerOptions Json =
        new(StateSerializer.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <summary>Interfaces of grains and observers: aliases, keys, methods with what they take and return.</summary>
    public static IEnumerable<string> Interfaces(Assembly assembly)
    {
        var grains = Types(assembly).Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));
        foreach (var grain in grains.OrderBy(AliasOf, StringComparer.Ordinal))
        {
            yield return $"{AliasOf(grain)} [{KeyOf(grain)}] {grain.Name}";
            foreach (var method in grain.GetMethods().OrderBy(AliasOf, StringComparer.Ordinal))
            {
                var parameters = string.Join(", ", method.GetParameters().Select(one => NameOf(one.ParameterType)));
                yield return $"  {AliasOf(method)}({parameters}) {NameOf(method.ReturnType)}";
            }

            yield return "";
        }
    }

    /// <summary>Serialized types: aliases and their numbered members.</summary>
    public static IEnumerable<string> Messages(Assembly assembly)
    {
        var messages = Types(assembly).Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));
        foreach (var message in messages.OrderBy(AliasOf, StringComparer.Ordinal))
        {
            yield return $"{AliasOf(message)} {KindOf(message)} {message.Name}";
            foreach (var (id, name, type) in Members(message).OrderBy(member => member.Id))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"  {id} {NameOf(type)} {name}");
            }

            yield return "";
        }
    }

    /// <summary>Grain classes: the type in a grain's id, and the states under it.</summary>
    public static IEnumerable<string> Grains(Assembly assembly) => Types(assembly)
        .Where(type => type.IsDefined(typeof(GrainTypeAttribute), inherit: false))
        .Select(type => $"{Argument<GrainTypeAttribute>(type)} {type.Name}{States(type)}")
        .Order(StringComparer.Ordinal);

    /// <summary>Stored states: names, and what stands in their JSON.</summary>
    public static IEnumerable<string> States(Assembly assembly)
    {
        var states =
            from type in Types(assembly)
            from parameter in type.GetConstructors().SelectMany(one => one.GetParameters())
            let state = parameter.GetCustomAttribute<PersistentStateAttribute>()
            where state is not null
            orderby state.StateName
            select (state.StateName, state.StorageName, Type: parameter.ParameterType.GetGenericArguments()[0]);
        foreach (var state in states)
        {
            yield return $"{state.StateName} in {state.StorageName}";
            foreach (var line in Properties(state.Type, "  "))
            {
                yield return line;
            }

            yield return "";
        }
    }

    private static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.Namespace?.StartsWith(Product, StringComparison.Ordinal) is true
            && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute)));

    private static string States(Type grain) => string.Concat(grain.GetConstructors()
        .SelectMany(one => one.GetParameters())
        .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>())
        .OfType<PersistentStateAttribute>()
        .Select(state => $" with {state.StateName}"));

    private static IEnumerable<(uint Id, string Name, Type Type)> Members(Type message) =>
        from member in message.GetMembers(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let id = member.GetCustomAttribute<IdAttribute>()
        where id is not null
        select (id.Id, member.Name, member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType);

    private static IEnumerable<string> Properties(Type state, string indent)
    {
        foreach (var property in Json.GetTypeInfo(state).Properties.OrderBy(
                     property => property.Name, StringComparer.Ordinal))
        {
            yield return $"{indent}{property.Name} {NameOf(property.PropertyType)}";
            var inner = property.PropertyType.GetGenericArguments().Append(property.PropertyType)
                .FirstOrDefault(type => type is { IsEnum: false, IsGenericType: false }
                    && type.Namespace?.StartsWith(Product, StringComparison.Ordinal) is true);
            foreach (var line in inner is null ? [] : Properties(inner, indent + "  "))
            {
                yield return line;
            }
        }
    }

    private static string AliasOf(MemberInfo member) => Argument<AliasAttribute>(member) ?? $"(no alias) {member.Name}";

    private static string? Argument<TAttribute>(MemberInfo member) => member.GetCustomAttributesData()
        .FirstOrDefault(one => one.AttributeType == typeof(TAttribute))?.ConstructorArguments[0].Value as string;

    private static string KeyOf(Type grain) =>
        typeof(IGrainWithIntegerKey).IsAssignableFrom(grain) ? "integer"
        : typeof(IGrainWithStringKey).IsAssignableFrom(grain) ? "string"
        : "no key";

    private static string KindOf(Type message) =>
        message.IsEnum ? $"enum of {Enum.GetUnderlyingType(message).Name}" : message.IsValueType ? "struct" : "class";

    private static string NameOf(Type type)
    {
        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!)}[]";
        }

        var name = Argument<AliasAttribute>(type) ?? type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : name;
    }
}
