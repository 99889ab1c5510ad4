using System.Runtime.InteropServices;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>A tensor of libtorch. Its memory is freed when it is disposed, by hand or by its <see cref="DisposeScope"/>.</summary>
    public partial class Tensor : IDisposable
    {
        private nint _handle;

        internal Tensor(nint handle)
        {
            _handle = handle;
            DisposeScope.Current?.Add(this);
        }

        /// <summary>Frees what nobody disposed; when is the collector's choice, so nothing may rely on it.</summary>
        ~Tensor() => Free();

        /// <summary>The <c>at::Tensor*</c>.</summary>
        /// <exception cref="ObjectDisposedException">It is disposed.</exception>
        public nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Tensor));

        /// <summary>Whether it is disposed.</summary>
        public bool IsInvalid => _handle == 0;

        internal DisposeScope? OwningScope { get; set; }

        internal int ScopeSlot { get; set; }

        /// <summary>A tensor of an <c>at::Tensor*</c> that somebody else made; it is freed with this object.</summary>
        public static Tensor UnsafeCreateTensor(nint handle) => new(handle);

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_handle != 0)
            {
                OwningScope?.Remove(this);
                Free();
            }

            GC.SuppressFinalize(this);
        }

        /// <summary>Hands it to the scope around its own.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            DisposeScope.MoveOut(this);
            return this;
        }

        /// <summary>Takes it out of all scopes: whoever holds it disposes it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningScope?.Remove(this);
            return this;
        }

        /// <summary>Takes the handle out; this object counts as disposed.</summary>
        internal nint MoveHandle()
        {
            var handle = Handle;
            _handle = 0;
            OwningScope?.Remove(this);
            GC.SuppressFinalize(this);
            return handle;
        }

        /// <summary>Takes the place of another's handle, for example on another device.</summary>
        internal void ReplaceHandle(nint handle)
        {
            Free();
            _handle = handle;
        }

        private void Free()
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                Native.lts_free(handle);
            }
        }
    }

    /// <summary>Runs a call on the handles of several tensors.</summary>
    internal static nint[] Handles(IEnumerable<Tensor> tensors) => [.. tensors.Select(t => t.Handle)];
}
