using System.Collections;

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules in a row, named 0, 1, …</summary>
            public static ModuleList<T> ModuleList<T>(params T[] modules)
                where T : Module => new(modules);
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Modules in a row, named 0, 1, …</summary>
    public sealed class ModuleList<T> : torch.nn.Module, IReadOnlyList<T>
        where T : torch.nn.Module
    {
        private readonly List<T> _items = [];

        /// <summary>Creates it of its first modules.</summary>
        public ModuleList(params T[] modules)
            : base(nameof(ModuleList<T>)) => Array.ForEach(modules, Add);

        /// <inheritdoc/>
        public int Count => _items.Count;

        /// <inheritdoc/>
        public T this[int index] => _items[index];

        /// <summary>Adds one at the end.</summary>
        public void Add(T module)
        {
            register_module(_items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);
            _items.Add(module);
        }

        /// <inheritdoc/>
        public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
