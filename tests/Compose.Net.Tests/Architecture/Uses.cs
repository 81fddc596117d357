using System.Reflection;
using System.Reflection.Emit;

namespace Compose.Net.Tests.Architecture;

/// <summary>Finds the types and members that compiled code uses, so that aliases, usings and generated classes hide nothing.</summary>
internal static class Uses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields()
        .Select(static field => (OpCode)field.GetValue(null)!).ToDictionary(static code => code.Value);

    /// <summary>Every type that <paramref name="type"/> names: in its declaration, its signatures and its code.</summary>
    public static IEnumerable<Type> Types(Type type) => Members(type).SelectMany(TypesIn)
        .Concat(Signature(type)).SelectMany(Flatten).Where(used => used != type).Distinct();

    /// <summary>Every type that callers of the public members of <paramref name="type"/> get to see.</summary>
    public static IEnumerable<Type> PublicTypes(Type type) => type.GetMembers().SelectMany(TypesIn)
        .Concat(type.GetInterfaces()).Append(type.BaseType ?? type).SelectMany(Flatten).Distinct();

    /// <summary>Every field, method and constructor that the code of <paramref name="type"/> touches.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) => Code(type).SelectMany(Tokens).Distinct();

    private static IEnumerable<MethodBase> Code(Type type) => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared));

    private static IEnumerable<Type> Signature(Type type) => Code(type).SelectMany(TypesIn)
        .Concat(Code(type).SelectMany(static method => method.GetMethodBody()?.LocalVariables ?? []).Select(static local => local.LocalType))
        .Concat(type.GetFields(Declared).Select(static field => field.FieldType))
        .Concat(type.GetInterfaces())
        .Append(type.BaseType ?? type);

    private static IEnumerable<Type> TypesIn(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.FieldType, field.DeclaringType!],
        MethodInfo method => [method.ReturnType, method.DeclaringType!, .. method.GetParameters().Select(static parameter => parameter.ParameterType), .. method.GetGenericArguments()],
        MethodBase constructor => [constructor.DeclaringType!, .. constructor.GetParameters().Select(static parameter => parameter.ParameterType)],
        _ => [],
    };

    private static IEnumerable<Type> Flatten(Type type) => type switch
    {
        { HasElementType: true } => Flatten(type.GetElementType()!),
        { IsGenericParameter: true } => [],
        { IsConstructedGenericType: true } => type.GetGenericArguments().SelectMany(Flatten).Append(type.GetGenericTypeDefinition()),
        _ => [type],
    };

    // Walks the instructions: each has one or two bytes of code, then its operand, which may be the token of a member.
    private static IEnumerable<MemberInfo> Tokens(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] typeArguments = method.DeclaringType!.GetGenericArguments();
        Type[] methodArguments = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        for (int at = 0; at < code.Length;)
        {
            OpCode instruction = code[at] == 0xFE ? OpCodes[(short)(0xFE00 | code[at + 1])] : OpCodes[code[at]];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!;
            }

            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
